package io.pinelink.cli.dns;

import io.pinelink.network.AddressGuard;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the DNS records that make a private host resolve. Uses no network. */
@Command(
    name = "dns",
    description =
        "Prints the DNS records that resolve the private form of a host to a private endpoint. One"
            + " wildcard record serves all indexes of an environment. Uses no network.")
public final class DnsCommand implements Runnable {
  @Mixin ZoneHosts hosts = new ZoneHosts();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Prints a file for a program: ${COMPLETION-CANDIDATES}. Default: instructions for people.")
  @Nullable DnsFormat format;

  @Option(
      names = "--endpoint",
      paramLabel = "ADDRESS",
      description =
          "An address of the private endpoint, or its DNS name. Repeat it for several addresses."
              + " Optional for terraform and cloudformation, in which it is the default of a"
              + " variable.")
  List<String> endpoint = new ArrayList<>();

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description =
          "Addresses that --endpoint may have in addition to private ones, such as"
              + " 203.0.113.0/24.")
  List<String> ranges = new ArrayList<>();

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      description =
          "Where the environment is: aws or azure. Only terraform needs it, for environments"
              + " outside the catalogue.")
  @Nullable CloudName cloud;

  @Override
  public void run() {
    List<IndexHost> parsed = hosts.parsed();
    try {
      hosts.print(text(parsed));
    } catch (IllegalArgumentException e) {
      throw hosts.refused(String.valueOf(e.getMessage()));
    }
  }

  private String text(List<IndexHost> parsed) {
    AddressGuard guard = AddressGuard.privateOnly().allowing(ranges.toArray(String[]::new));
    List<ZoneRecord> records = ZoneRecord.of(endpoint, guard);
    if (format != null) {
      Optional<Cloud> known = Optional.ofNullable(cloud).map(CloudName::cloud);
      return format.text(PrivateZone.of(parsed, known, records));
    }
    if (!records.isEmpty()) {
      throw new IllegalArgumentException("--endpoint needs --format");
    }
    return DnsRecords.of(parsed.get(0)).text();
  }
}
