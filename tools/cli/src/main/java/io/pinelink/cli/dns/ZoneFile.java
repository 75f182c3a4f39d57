package io.pinelink.cli.dns;

import java.util.stream.Collectors;

/** A private zone as a zone file of RFC 1035. */
final class ZoneFile {
  private ZoneFile() {}

  /** Returns the file for BIND and others, with the zone's statement of named.conf as a comment. */
  static String bind(PrivateZone zone) {
    return """
    ; named.conf: zone "%s" { type primary; file "/etc/bind/db.%s"; };
    ; Raise the serial, the 1 after the names, when the records change.
    $ORIGIN %s.
    $TTL %d
    @ IN SOA localhost. hostmaster.localhost. 1 3600 600 86400 %d
    @ IN NS localhost.
    """
            .formatted(zone.name(), zone.name(), zone.name(), ZoneRecord.TTL, ZoneRecord.TTL)
        + records(zone);
  }

  /**
   * Returns the file to import into an Azure private DNS zone, which has records SOA of its own.
   */
  static String azure(PrivateZone zone) {
    return """
    ; az network private-dns zone import -g <group> -n %s -f <this file>
    $ORIGIN %s.
    $TTL %d
    """
            .formatted(zone.name(), zone.name(), ZoneRecord.TTL)
        + records(zone);
  }

  private static String records(PrivateZone zone) {
    return zone.records().stream()
        .map(
            record -> "* %d IN %s %s\n".formatted(ZoneRecord.TTL, record.type(), record.absolute()))
        .collect(Collectors.joining());
  }
}
