package io.pinelink.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The data of one index and what the data plane does with it, whichever protocol asks.
 *
 * <p>Every write gets a sequence number, which is what the call returns. One counter serves all
 * namespaces, so the numbers of one namespace grow but have gaps. Thread-safe.
 */
final class StoredIndex {
  private static final String DEFAULT_NAMESPACE = "";

  private final IndexShape shape;
  private final FilterCompiler filters;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Namespace> namespaces = new TreeMap<>();
  private long lsn;

  StoredIndex(IndexShape shape) {
    this.shape = shape;
    this.filters = new FilterCompiler(shape.filterable());
  }

  IndexShape shape() {
    return shape;
  }

  FilterCompiler filters() {
    return filters;
  }

  /** Writes all the vectors, or none of them if one does not fit. */
  long upsert(String namespace, List<StoredVector> vectors) {
    String name = Validation.namespace(namespace);
    vectors.forEach(vector -> Validation.checkFits(vector, shape));
    return write(
        () -> vectors.forEach(namespaces.computeIfAbsent(name, unused -> new Namespace())::put));
  }

  /** Changes one record; an unknown id changes nothing. */
  long update(String namespace, VectorUpdate update) {
    String name = Validation.namespace(namespace);
    Validation.checkFits(update, shape);
    return write(
        () -> {
          Namespace found = namespaces.get(name);
          StoredVector old = found == null ? null : found.get(update.id());
          if (found != null && old != null) {
            found.put(old.with(update));
          }
        });
  }

  long delete(String namespace, List<String> ids) {
    Validation.checkIds(ids);
    return deleteFrom(namespace, found -> found.remove(ids));
  }

  long deleteMatching(String namespace, Predicate<Map<String, Object>> filter) {
    return deleteFrom(namespace, found -> found.removeMatching(filter));
  }

  /** Empties the namespace and keeps it. */
  long deleteAll(String namespace) {
    return deleteFrom(namespace, Namespace::clear);
  }

  private long deleteFrom(String namespace, Consumer<Namespace> deletion) {
    String name = Validation.namespace(namespace);
    return write(
        () -> {
          Namespace found = namespaces.get(name);
          if (found != null) {
            deletion.accept(found);
          } else if (!name.equals(DEFAULT_NAMESPACE)) {
            throw new RpcException(RpcCode.NOT_FOUND, "Namespace not found");
          }
        });
  }

  /** Finds the records that exist, in the order asked for. */
  Read<Map<String, StoredVector>> fetch(String namespace, List<String> ids) {
    Validation.checkIds(ids);
    return read(
        namespace,
        found -> {
          Map<String, StoredVector> vectors = new LinkedHashMap<>();
          for (String id : ids) {
            StoredVector vector = found.get(id);
            if (vector != null) {
              vectors.put(id, vector);
            }
          }
          return vectors;
        });
  }

  /**
   * Lists ids in byte order.
   *
   * @param limit the page size, 1 to 100
   * @param token the token of the page before, null for the first page
   */
  Read<IdPage> list(String namespace, String prefix, long limit, @Nullable String token) {
    if (limit < 1 || limit > Validation.MAX_PAGE) {
      throw RpcException.invalid("limit must be between 1 and 100, got " + limit);
    }
    String skipPast = token == null ? "" : PageToken.decode(token, prefix).skipPast();
    return read(namespace, found -> found.page(prefix, skipPast, (int) limit));
  }

  /** Finds the nearest records, best first; none if the query names an id that does not exist. */
  Read<List<Match>> query(String namespace, VectorQuery query) {
    Validation.checkFits(query, shape);
    return read(
        namespace,
        found -> {
          if (!query.isById()) {
            return nearest(found, query, query.values(), query.sparse());
          }
          StoredVector source = found.get(query.id());
          return source == null
              ? List.of()
              : nearest(found, query, source.values(), source.sparse());
        });
  }

  private List<Match> nearest(
      Namespace namespace, VectorQuery query, float[] values, @Nullable SparsePart sparse) {
    Scoring scoring = new Scoring(shape.metric(), values, sparse);
    List<Match> matches = new ArrayList<>();
    for (StoredVector vector : namespace.vectors()) {
      if (query.filter().test(vector.metadata())) {
        float score = scoring.score(vector);
        // A sparse index does not return what shares no position with the query.
        if (!shape.isSparse() || score != 0) {
          matches.add(new Match(vector, score));
        }
      }
    }
    matches.sort(Match.bestFirst(shape.metric()));
    return List.copyOf(matches.subList(0, (int) Math.min(query.topK(), matches.size())));
  }

  /** All records by namespace, as they are now: later writes change nothing of it. */
  Map<String, List<StoredVector>> snapshot() {
    lock.readLock().lock();
    try {
      Map<String, List<StoredVector>> snapshot = new LinkedHashMap<>();
      namespaces.forEach((name, found) -> snapshot.put(name, List.copyOf(found.vectors())));
      return snapshot;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The number of records in each namespace that was ever written to. */
  Map<String, Integer> counts() {
    lock.readLock().lock();
    try {
      Map<String, Integer> counts = new LinkedHashMap<>();
      namespaces.forEach((name, namespace) -> counts.put(name, namespace.size()));
      return counts;
    } finally {
      lock.readLock().unlock();
    }
  }

  private long write(Runnable change) {
    lock.writeLock().lock();
    try {
      change.run();
      return ++lsn;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Reads a namespace; one that is missing reads as an empty one. */
  private <T> Read<T> read(String namespace, Function<Namespace, T> reading) {
    String name = Validation.namespace(namespace);
    lock.readLock().lock();
    try {
      Namespace found = namespaces.get(name);
      return new Read<>(reading.apply(found == null ? new Namespace() : found), lsn);
    } finally {
      lock.readLock().unlock();
    }
  }
}
