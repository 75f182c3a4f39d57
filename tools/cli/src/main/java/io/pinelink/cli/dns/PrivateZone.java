package io.pinelink.cli.dns;

import io.pinelink.cli.template.Input;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.PrivateLinkCatalog;
import java.util.List;
import java.util.Optional;

/**
 * A private zone whose wildcard record leads to a private endpoint.
 *
 * @param name such as {@code private.aped-4627-b74a.pinecone.io}
 * @param environment such as {@code aped-4627-b74a}
 * @param hosts the private names of the known indexes, sorted
 * @param cloud where the environment is, if that is known
 * @param records the data of the wildcard record; none if only the reader knows the endpoint
 */
record PrivateZone(
    String name,
    String environment,
    List<String> hosts,
    Optional<Cloud> cloud,
    List<ZoneRecord> records) {
  /** Returns the zone of hosts that share one. */
  static PrivateZone of(List<IndexHost> hosts, Optional<Cloud> cloud, List<ZoneRecord> records) {
    IndexHost first = hosts.get(0);
    String environment = first.environment().orElseThrow();
    return new PrivateZone(
        first.privateZone().orElseThrow(),
        environment,
        hosts.stream().map(host -> host.privateHost().name()).distinct().sorted().toList(),
        cloud.or(() -> PrivateLinkCatalog.find(environment).map(PrivateLinkCatalog.Entry::cloud)),
        records);
  }

  /**
   * Returns the cloud, for a format that depends on it.
   *
   * @throws IllegalArgumentException if it is not known
   */
  Cloud knownCloud() {
    return cloud.orElseThrow(
        () ->
            new IllegalArgumentException(
                "environment '%s' is not in the catalogue; name its cloud with --cloud"
                    .formatted(environment)));
  }

  /** Returns the name of the record that answers for all indexes. */
  String wildcard() {
    return "*." + name;
  }

  /** Returns the records by type, for formats that write all values of a type together. */
  List<RecordSet> recordSets() {
    return records.stream().map(ZoneRecord::type).distinct().map(this::recordSet).toList();
  }

  /** Returns the records by type; a set without values if the endpoint is not known. */
  List<RecordSet> recordSetsOrEmpty(String type) {
    return records.isEmpty() ? List.of(recordSet(type)) : recordSets();
  }

  private RecordSet recordSet(String type) {
    return new RecordSet(
        type,
        records.stream().filter(each -> each.type().equals(type)).map(ZoneRecord::value).toList());
  }

  /** The values of all records of one type. */
  record RecordSet(String type, List<String> values) {
    /** Returns the input of a template for the values, with these as its default. */
    Input input() {
      return switch (type) {
        case ZoneRecord.CNAME -> Input.ENDPOINT_NAME.with(values);
        case ZoneRecord.AAAA -> Input.ENDPOINT_IPV6_ADDRESSES.with(values);
        default -> Input.ENDPOINT_ADDRESSES.with(values);
      };
    }
  }

  /**
   * Returns the addresses, for a format that cannot lead a wildcard to a name.
   *
   * @throws IllegalArgumentException if the zone leads to a name
   */
  List<ZoneRecord> addresses(String format) {
    records.stream()
        .filter(ZoneRecord::isName)
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "--format %s cannot lead to the name '%s'; give its addresses: dig +short %s"
                      .formatted(format, name.value(), name.value()));
            });
    return records;
  }
}
