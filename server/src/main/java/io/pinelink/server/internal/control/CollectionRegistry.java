package io.pinelink.server.internal.control;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedCopy;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.ControlException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The collections of one project, by name. */
public final class CollectionRegistry {
  private final IndexRegistry indexes;
  private final Supplier<Duration> provisioningTime;
  private final InstantSource clock;
  private final SortedMap<String, StoredCollection> collections = new TreeMap<>();

  public CollectionRegistry(
      IndexRegistry indexes, Supplier<Duration> provisioningTime, InstantSource clock) {
    this.indexes = indexes;
    this.provisioningTime = provisioningTime;
    this.clock = clock;
  }

  synchronized StoredCollection create(String name, String source) {
    IndexResource index =
        indexes
            .find(source)
            .orElseThrow(() -> ControlException.notFound("Resource " + source + " not found."));
    if (!(index.settings().spec() instanceof IndexSpecState.Pod pod)) {
      throw ControlException.invalid(
          "Bad request: Collections can be made from pod indexes alone, " + source + " is none");
    }
    if (!indexes.isReady(index)) {
      throw ControlException.invalid("Source index is not ready: " + source);
    }
    if (collections.containsKey(name)) {
      throw ControlException.alreadyExists("Resource already exists.");
    }
    UUID copy = UUID.randomUUID();
    StoredCollection collection =
        new StoredCollection(
            name,
            source,
            pod.environment(),
            index.data().shape().dimension(),
            clock.instant().plus(provisioningTime.get()),
            new SavedCopy(copy, index.data().snapshot(copy)));
    collections.put(name, collection);
    return collection;
  }

  synchronized StoredCollection get(String name) {
    return ControlException.found("Collection", name, collections.get(name));
  }

  private synchronized Optional<StoredCollection> find(String name) {
    return Optional.ofNullable(collections.get(name));
  }

  public synchronized List<StoredCollection> list() {
    return List.copyOf(collections.values());
  }

  /**
   * Passes everything to a sink.
   *
   * @param project the id of the project
   */
  public synchronized void save(String project, ResourceSink sink) {
    for (StoredCollection collection : collections.values()) {
      sink.resource("collection", collection.copy().id(), project, collection);
      sink.copy(collection.copy().id(), collection.copy().contents());
    }
  }

  /** Adds what was saved. */
  public synchronized void load(String project, SavedState saved) {
    saved
        .records("collection", StoredCollection.class, project)
        .forEach(collection -> collections.put(collection.name(), collection));
  }

  /** Removes all collections. */
  public synchronized void clear() {
    collections.clear();
  }

  /** Deletes a collection immediately. */
  synchronized void delete(String name) {
    collections.remove(get(name).name());
  }

  boolean isReady(StoredCollection collection) {
    return !clock.instant().isBefore(collection.readyAt());
  }

  /** Fails if a collection is being created from an index, which then cannot be deleted. */
  synchronized void checkNonePending(String index) {
    List<String> pending =
        collections.values().stream()
            .filter(collection -> collection.source().equals(index) && !isReady(collection))
            .map(StoredCollection::name)
            .toList();
    if (!pending.isEmpty()) {
      throw new ControlException(
          412, "FAILED_PRECONDITION", "Index " + index + " has pending collections: " + pending);
    }
  }

  /** Returns the initial contents of a new index: the contents of its source collection, if any. */
  Map<String, List<StoredVector>> contentsFor(IndexDefinition definition) {
    IndexSpecState spec = definition.settings().spec();
    String environment = spec instanceof IndexSpecState.Pod pod ? pod.environment() : null;
    return contents(spec.sourceCollection(), environment, definition.shape());
  }

  private Map<String, List<StoredVector>> contents(
      @Nullable String name, @Nullable String environment, IndexShape shape) {
    if (name == null) {
      return Map.of();
    }
    StoredCollection collection =
        find(name).orElseThrow(() -> ControlException.invalid("Resource " + name + " not found."));
    if (!isReady(collection)) {
      throw ControlException.invalid("Bad request: Source collection " + name + " is not ready");
    }
    if (environment != null && !environment.equals(collection.environment())) {
      throw ControlException.invalid(
          "Source collection must be in the same environment as the index, %s is in %s"
              .formatted(name, collection.environment()));
    }
    if (shape.dimension() != collection.dimension()) {
      throw ControlException.invalid(
          "Index and collection must have the same dimension. Collection %s has %s, the index %s"
              .formatted(name, collection.dimension(), shape.dimension()));
    }
    return collection.copy().contents();
  }
}
