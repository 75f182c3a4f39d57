package io.pinelink.server.internal.control;

import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The indexes of one project: by name for the control plane, by host for the data plane. */
public final class IndexRegistry {
  private final IndexAddressing hosts;
  private final Function<IndexShape, StoredIndex> store;
  private final Supplier<Duration> provisioningTime;
  private final Supplier<Duration> deletionTime;
  private final InstantSource clock;
  private final SortedMap<String, IndexResource> indexes = new TreeMap<>();
  // The same indexes, for calls that must not wait until an index is created or saved.
  private volatile List<IndexResource> served = List.of();
  private final Map<UUID, Deletion> deletions = new LinkedHashMap<>();

  record Deletion(UUID id, String name, Instant time) {}

  /** The saved state of an index besides its data. */
  record Saved(
      IndexDefinition definition,
      UUID id,
      Instant readyAt,
      boolean failed,
      IndexResource.Settings settings,
      @Nullable Instant goneAt,
      int port) {}

  /**
   * Creates an empty registry.
   *
   * @param store creates the store for the data of an index
   */
  public IndexRegistry(
      IndexAddressing hosts,
      Function<IndexShape, StoredIndex> store,
      Supplier<Duration> provisioningTime,
      Supplier<Duration> deletionTime,
      InstantSource clock) {
    this.hosts = hosts;
    this.store = store;
    this.provisioningTime = provisioningTime;
    this.deletionTime = deletionTime;
    this.clock = clock;
  }

  /**
   * Creates an index.
   *
   * @param contents the initial contents by namespace
   */
  public IndexResource create(
      IndexDefinition definition, Map<String, List<StoredVector>> contents) {
    return create(definition, data -> contents.forEach(data::upsert));
  }

  /**
   * Creates an index that is served once its initial contents are complete.
   *
   * @param filler writes the initial contents; if it fails, there is no index
   */
  public IndexResource create(IndexDefinition definition, Consumer<StoredIndex> filler) {
    return create(definition, filler, false);
  }

  /** Creates an index whose initialization fails. */
  IndexResource createFailed(IndexDefinition definition) {
    return create(definition, data -> {}, true);
  }

  private synchronized IndexResource create(
      IndexDefinition definition, Consumer<StoredIndex> filler, boolean failed) {
    removeDeleted();
    if (indexes.containsKey(definition.name())) {
      throw ControlException.alreadyExists("Resource already exists.");
    }
    Instant readyAt = clock.instant().plus(provisioningTime.get());
    IndexResource index =
        new IndexResource(definition, readyAt, store.apply(definition.shape()), failed);
    try {
      filler.accept(index.data());
    } catch (RpcException e) {
      throw ControlException.invalid(e.text());
    }
    hosts.open(index.name());
    indexes.put(index.name(), index);
    served = List.copyOf(indexes.values());
    return index;
  }

  synchronized IndexResource get(String name) {
    return find(name).orElseThrow(() -> ControlException.notFound("Index " + name + " not found."));
  }

  public synchronized Optional<IndexResource> find(String name) {
    removeDeleted();
    return Optional.ofNullable(indexes.get(name));
  }

  /** Returns an index that is not being deleted. */
  synchronized Optional<IndexResource> findActive(UUID id) {
    return list().stream()
        .filter(index -> index.id().equals(id) && index.goneAt() == null)
        .findFirst();
  }

  /** Returns whether an index has the name or had it before it was deleted. */
  synchronized boolean everHad(String name) {
    return indexes.containsKey(name)
        || deletions.values().stream().anyMatch(deletion -> deletion.name().equals(name));
  }

  /** Returns when an index was deleted; empty if it was not. */
  synchronized Optional<Instant> deletedAt(UUID id) {
    return Optional.ofNullable(deletions.get(id)).map(Deletion::time);
  }

  /** Returns all indexes in the order of their names. */
  public synchronized List<IndexResource> list() {
    removeDeleted();
    return List.copyOf(indexes.values());
  }

  synchronized IndexResource configure(
      String name, Function<IndexResource, IndexResource.Settings> configuration) {
    IndexResource index = get(name);
    if (index.goneAt() != null) {
      throw ControlException.invalid("Index " + name + " is being deleted.");
    }
    IndexResource.Settings settings = configuration.apply(index);
    int namespaces = index.data().namespaces();
    if (settings.spec().isDedicated() && !index.settings().spec().isDedicated() && namespaces > 1) {
      throw ControlException.invalid(
          "Index %s has %s namespaces, and dedicated read nodes hold a single one"
              .formatted(name, namespaces));
    }
    index.configure(settings);
    return index;
  }

  /** Starts the deletion of an index; its host stops answering immediately. */
  synchronized void delete(String name) {
    IndexResource index = get(name);
    if (index.settings().deletionProtected()) {
      throw new ControlException(
          403,
          "FORBIDDEN",
          "Deletion protection is enabled for this index. Disable deletion protection before"
              + " retrying.");
    }
    if (index.goneAt() == null) {
      deletions.put(index.id(), new Deletion(index.id(), name, clock.instant()));
      index.goneAt(clock.instant().plus(deletionTime.get()));
      removeDeleted();
    }
  }

  /**
   * Passes everything to a sink.
   *
   * @param project the id of the project
   */
  public synchronized void save(String project, ResourceSink sink) {
    removeDeleted();
    for (IndexResource index : indexes.values()) {
      Saved saved =
          new Saved(
              index.definition(),
              index.id(),
              index.readyAt(),
              index.isFailed(),
              index.settings(),
              index.goneAt(),
              hosts.port(index.name()));
      sink.resource("index", index.id(), project, saved);
      sink.index(index.id(), index.data());
    }
    deletions.forEach((id, deletion) -> sink.resource("deletion", id, project, deletion));
  }

  /** Adds what was saved. */
  public synchronized void load(String project, SavedState state) {
    state
        .records("deletion", Deletion.class, project)
        .forEach(deletion -> deletions.put(deletion.id(), deletion));
    for (Saved saved : state.records("index", Saved.class, project)) {
      StoredIndex data = store.apply(saved.definition().shape());
      data.load(state.index(saved.id()));
      IndexResource index = new IndexResource(saved, data);
      indexes.put(index.name(), index);
      hosts.reopen(index.name(), saved.port());
    }
    served = List.copyOf(indexes.values());
  }

  /** Removes all indexes at once, protected ones too. */
  public synchronized void clear() {
    indexes.keySet().forEach(hosts::close);
    indexes.clear();
    served = List.of();
    deletions.clear();
  }

  private void removeDeleted() {
    Instant now = clock.instant();
    boolean removed =
        indexes
            .values()
            .removeIf(
                index -> {
                  Instant goneAt = index.goneAt();
                  boolean gone = goneAt != null && !now.isBefore(goneAt);
                  if (gone) {
                    hosts.close(index.name());
                  }
                  return gone;
                });
    if (removed) {
      served = List.copyOf(indexes.values());
    }
  }

  /**
   * Returns the index at the host of a call; an index that is being deleted has no host. It takes
   * no lock: the event loop calls it, for which the creation of an index waits under the lock.
   */
  public Optional<IndexResource> findFor(ServerCall call) {
    return served.stream()
        .filter(index -> index.goneAt() == null && hosts.leadsTo(index.name(), call))
        .findFirst();
  }

  public boolean isReady(IndexResource index) {
    return state(index).equals("Ready");
  }

  /** Returns the state of an index in the terms of the API. */
  String state(IndexResource index) {
    if (index.goneAt() != null) {
      return "Terminating";
    }
    if (clock.instant().isBefore(index.readyAt())) {
      return "Initializing";
    }
    return index.isFailed() ? "InitializationFailed" : "Ready";
  }

  public synchronized String publicHost(IndexResource index) {
    return hosts.publicHost(index.name());
  }

  public synchronized String privateHost(IndexResource index) {
    return hosts.privateHost(index.name());
  }
}
