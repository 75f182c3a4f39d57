package io.pinelink.doctor.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.hosttext.HostsFile;
import io.pinelink.internal.hosttext.Literals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemResolverTest {
  @TempDir Path directory;

  private SystemResolver read(String configuration) throws IOException {
    return SystemResolver.read(
        Files.writeString(directory.resolve("resolv.conf"), configuration),
        directory.resolve("upstream"),
        new HostsFile(directory.resolve("hosts")));
  }

  private static InetSocketAddress server(String address) {
    return SystemResolver.server(Literals.address(address).orElseThrow());
  }

  @Test
  void serversSearchDomainsAndDotsAreRead() throws IOException {
    SystemResolver resolver =
        read(
            """
            # by hand
            search svc.cluster.local. cluster.local ; of the cluster
            options timeout:1 ndots:5
            nameserver 10.96.0.10
            nameserver fd00::10
            nameserver not-an-address
            """);

    assertThat(resolver.servers()).containsExactly(server("10.96.0.10"), server("fd00::10"));
    assertThat(resolver.search()).containsExactly("svc.cluster.local", "cluster.local");
    assertThat(resolver.dots()).isEqualTo(5);
    assertThat(resolver.upstream()).isEmpty();
  }

  @Test
  void searchDomainsThatCannotBeInDnsAreIgnored() throws IOException {
    assertThat(read("search a..b . corp.example " + "a".repeat(64) + "\n").search())
        .containsExactly("corp.example");
  }

  @Test
  void theFileOfMacOsIsNotReadSinceItsLookupsDoNotUseIt() throws IOException {
    Path configuration =
        Files.writeString(directory.resolve("resolv.conf"), "nameserver 10.0.0.1\nsearch a.b\n");
    HostsFile hosts = new HostsFile(directory.resolve("hosts"));

    SystemResolver resolver =
        SystemResolver.ofSystem("Mac OS X", configuration, directory.resolve("none"), hosts);

    assertThat(resolver.servers()).isEmpty();
    assertThat(resolver.search()).isEmpty();
    assertThat(resolver.hosts()).isEqualTo(hosts);
  }

  @Test
  void furtherServersThanThreeAreNotAskedByThisMachine() throws IOException {
    SystemResolver resolver =
        read(
            """
            nameserver 10.0.0.1
            nameserver 10.0.0.2
            nameserver 10.0.0.3
            nameserver 10.0.0.4
            """);

    assertThat(resolver.servers()).hasSize(3);
  }

  @Test
  void theServersBehindTheStubOfSystemdAreFound() throws IOException {
    Files.writeString(directory.resolve("upstream"), "nameserver 10.0.0.2\nsearch ec2.internal\n");

    assertThat(read("nameserver 127.0.0.53\n").upstream()).containsExactly(server("10.0.0.2"));
    assertThat(read("nameserver 127.0.0.53\nnameserver 10.0.0.9\n").upstream()).isEmpty();
  }

  @Test
  void aMissingConfigurationHasNoServers() {
    SystemResolver resolver =
        SystemResolver.read(
            directory.resolve("none"), directory.resolve("none"), new HostsFile(directory));

    assertThat(resolver.servers()).isEmpty();
    assertThat(resolver.search()).isEmpty();
    assertThat(resolver.hosts().addressesOf("localhost")).isEmpty();
  }

  @Test
  void theHostsFileIsReadByName() throws IOException {
    HostsFile hosts =
        new HostsFile(
            Files.write(
                directory.resolve("hosts"),
                List.of(
                    "127.0.0.1 localhost",
                    "  10.0.1.15\tother  DOCS.example # docs.other",
                    "# 10.0.9.9 docs.example",
                    "fd00::15 docs.example",
                    "10.0.1.15 docs.example")));

    assertThat(hosts.addressesOf("docs.example"))
        .containsExactly(
            Literals.address("10.0.1.15").orElseThrow(),
            Literals.address("fd00::15").orElseThrow());
    assertThat(hosts.addressesOf("docs.other")).isEmpty();
    assertThat(hosts.addressesOf("10.0.1.15")).isEmpty();
  }

  @Test
  void theConfigurationOfThisMachineCanBeRead() {
    assertThat(SystemResolver.ofThisMachine().hosts().path()).isAbsolute();
  }
}
