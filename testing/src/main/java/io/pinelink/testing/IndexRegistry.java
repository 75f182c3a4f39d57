package io.pinelink.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The indexes of the project: by name for the control plane, by host for the data plane. */
final class IndexRegistry {
  private final IndexHosts hosts;
  private final Duration provisioningTime;
  private final InstantSource clock;
  private final SortedMap<String, ServedIndex> indexes = new TreeMap<>();

  IndexRegistry(IndexHosts hosts, Duration provisioningTime, InstantSource clock) {
    this.hosts = hosts;
    this.provisioningTime = provisioningTime;
    this.clock = clock;
  }

  synchronized ServedIndex create(IndexDefinition definition) {
    if (indexes.containsKey(definition.name())) {
      throw new ControlException(409, "ALREADY_EXISTS", "Resource already exists.");
    }
    Instant readyAt = clock.instant().plus(provisioningTime);
    ServedIndex index = new ServedIndex(definition, readyAt);
    hosts.open(index.name());
    indexes.put(index.name(), index);
    return index;
  }

  synchronized ServedIndex get(String name) {
    ServedIndex index = indexes.get(name);
    if (index == null) {
      throw ControlException.notFound("Index " + name + " not found.");
    }
    return index;
  }

  /** All indexes by name. */
  synchronized List<ServedIndex> list() {
    return List.copyOf(indexes.values());
  }

  synchronized ServedIndex configure(
      String name, UnaryOperator<ServedIndex.Settings> configuration) {
    ServedIndex index = get(name);
    index.configure(configuration.apply(index.settings()));
    return index;
  }

  /** Deletes at once: the host answers nobody any more. */
  synchronized void delete(String name) {
    if (get(name).settings().deletionProtected()) {
      throw new ControlException(
          403,
          "FORBIDDEN",
          "Deletion protection is enabled for this index. Disable deletion protection before"
              + " retrying.");
    }
    indexes.remove(name);
    hosts.close(name);
  }

  /** The index whose host the call came to. */
  synchronized Optional<ServedIndex> findFor(HttpCall call) {
    return indexes.values().stream().filter(index -> hosts.leadsTo(index.name(), call)).findFirst();
  }

  boolean isReady(ServedIndex index) {
    return !clock.instant().isBefore(index.readyAt());
  }

  String publicHost(ServedIndex index) {
    return hosts.publicHost(index.name());
  }

  String privateHost(ServedIndex index) {
    return hosts.privateHost(index.name());
  }
}
