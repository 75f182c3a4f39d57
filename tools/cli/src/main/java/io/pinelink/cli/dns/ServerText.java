package io.pinelink.cli.dns;

import java.util.stream.Collectors;

/** The settings of DNS servers, and a hosts file, for a private zone. */
final class ServerText {
  private ServerText() {}

  /**
   * Returns settings of dnsmasq: without {@code local}, other types would be asked for upstream.
   */
  static String dnsmasq(PrivateZone zone) {
    return zone.addresses("dnsmasq").stream()
        .map(record -> "address=/%s/%s\n".formatted(zone.name(), record.value()))
        .collect(Collectors.joining("", "local=/%s/\n".formatted(zone.name()), ""));
  }

  /** Returns settings of unbound. A redirect zone answers for all names below its own. */
  static String unbound(PrivateZone zone) {
    return zone.records().stream()
        .map(record -> unbound(zone, record))
        .collect(
            Collectors.joining(
                "", "server:\n  local-zone: \"%s.\" redirect\n".formatted(zone.name()), ""));
  }

  private static String unbound(PrivateZone zone, ZoneRecord record) {
    String data =
        "  local-data: \"%s. %d IN %s %s\"\n"
            .formatted(zone.name(), ZoneRecord.TTL, record.type(), record.absolute());
    // The name is public and has private addresses, which rebinding protection would drop.
    return record.isName() ? data + "  private-domain: \"%s\"\n".formatted(record.value()) : data;
  }

  /**
   * Returns a server block of CoreDNS. Questions for other types get no records, with a SOA record
   * so that resolvers cache this.
   */
  static String coredns(PrivateZone zone) {
    zone.addresses("coredns");
    return zone.recordSets().stream()
        .map(ServerText::template)
        .collect(
            Collectors.joining(
                "",
                zone.name() + ":53 {\n",
                """
                    template IN ANY {
                        authority "%s. %d IN SOA localhost. hostmaster.localhost. 1 3600 600 86400 %d"
                    }
                }
                """
                    .formatted(zone.name(), ZoneRecord.TTL, ZoneRecord.TTL)));
  }

  private static String template(PrivateZone.RecordSet set) {
    return set.values().stream()
        .map(
            value ->
                "        answer \"{{ .Name }} %d IN %s %s\"\n"
                    .formatted(ZoneRecord.TTL, set.type(), value))
        .collect(Collectors.joining("", "    template IN %s {\n".formatted(set.type()), "    }\n"));
  }

  /** Returns lines of a hosts file, which has no wildcards: one line for each address and host. */
  static String hosts(PrivateZone zone) {
    return zone.addresses("hosts").stream()
        .flatMap(record -> zone.hosts().stream().map(host -> record.value() + " " + host + "\n"))
        .collect(Collectors.joining());
  }
}
