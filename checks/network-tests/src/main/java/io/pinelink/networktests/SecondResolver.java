package io.pinelink.networktests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A DNS server with a private zone, which asks the network's dnsmasq for all other names. The
 * application host uses it after {@link #use}.
 */
final class SecondResolver {
  private static final String ADDRESS = "10.77.3.54";
  private static final String UPSTREAM = "10.77.3.53";
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  private final Network network;

  SecondResolver(Network network) {
    this.network = network;
  }

  /** Starts dnsmasq with a file of settings. */
  void startDnsmasq(Path zone) throws IOException {
    start(
        "dnsmasq",
        """
        no-resolv
        no-hosts
        bind-interfaces
        listen-address=%s
        server=%s
        conf-file=%s
        """
            .formatted(ADDRESS, UPSTREAM, zone),
        "--user=root",
        "--pid-file=" + pidFile(),
        "--conf-file=" + configuration());
  }

  /** Starts unbound with a file of settings, and with its protection against rebinding. */
  void startUnbound(Path zone) throws IOException {
    start(
        "unbound",
        """
        server:
          interface: %s
          access-control: 10.77.0.0/16 allow
          private-address: 10.0.0.0/8
          module-config: "iterator"
          directory: ""
          chroot: ""
          username: ""
          use-syslog: no
          pidfile: "%s"
        forward-zone:
          name: "."
          forward-addr: %s
        include: "%s"
        """
            .formatted(ADDRESS, pidFile(), UPSTREAM, zone),
        "-c",
        configuration().toString());
  }

  /** Starts BIND with a zone file. */
  void startBind(Path zone) throws IOException {
    start(
        "named",
        """
        options {
          directory "%s";
          pid-file "%s";
          session-keyfile none;
          listen-on { %s; };
          listen-on-v6 { none; };
          allow-query { any; };
          recursion yes;
          forwarders { %s; };
          forward only;
          dnssec-validation no;
        };
        controls { };
        zone "%s" { type primary; file "%s"; };
        """
            .formatted(
                zone.getParent(), pidFile(), ADDRESS, UPSTREAM, ScenarioProject.PRIVATE_ZONE, zone),
        "-c",
        configuration().toString());
  }

  /** Each server goes into the background once it answers. */
  private void start(String server, String configuration, String... arguments) throws IOException {
    Files.writeString(configuration(), configuration);
    List<String> command = new ArrayList<>(List.of(network.directory().resolve(server).toString()));
    command.addAll(Arrays.asList(arguments));
    network.on("dns", command.toArray(String[]::new));
  }

  private Path configuration() {
    return network.directory().resolve("second.conf");
  }

  private Path pidFile() {
    return network.directory().resolve("second.pid");
  }

  /** Makes the application host ask this server. */
  void use() throws IOException {
    Files.writeString(RESOLV_CONF, "nameserver " + ADDRESS + "\n");
  }

  /** Stops the server, and makes the application host ask dnsmasq again. */
  void stop() throws IOException {
    Files.writeString(RESOLV_CONF, "nameserver " + UPSTREAM + "\n");
    if (Files.exists(pidFile())) {
      Network.stop(Long.parseLong(Files.readString(pidFile()).strip()));
      Files.deleteIfExists(pidFile());
    }
  }
}
