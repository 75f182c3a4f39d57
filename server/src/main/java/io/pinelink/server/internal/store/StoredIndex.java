package io.pinelink.server.internal.store;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * namespaces, so the numbers of one namespace grow but have gaps. A write decides on what has been
 * written, a read on what is visible by then. Thread-safe.
 */
public final class StoredIndex {
  /** How many records one update by filter changes at most. */
  static final int MAX_UPDATED = 100_000;

  private final IndexShape shape;
  private final WriteVisibility visibility;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final IndexState written;
  private final Queue<Pending> pending = new ArrayDeque<>();
  // The very same state until a write is to become visible later.
  private IndexState visible;
  private long lsn;

  public StoredIndex(IndexShape shape) {
    this(shape, WriteVisibility.immediate());
  }

  public StoredIndex(IndexShape shape, WriteVisibility visibility) {
    this(shape, visibility, StoredNamespace::new);
  }

  /**
   * Begins without data.
   *
   * @param maker decides what is kept of a namespace
   */
  public StoredIndex(IndexShape shape, WriteVisibility visibility, Namespace.Maker maker) {
    this.shape = shape;
    this.visibility = visibility;
    this.written = new IndexState(maker);
    this.visible = written;
  }

  public IndexShape shape() {
    return shape;
  }

  /** Compiles filters for a namespace: its own schema rules, else that of the index. */
  public FilterCompiler filters(String namespace) {
    String name = Validation.namespace(namespace);
    lock.readLock().lock();
    try {
      Namespace found = written.find(name);
      return filters(found == null ? null : found.filterable());
    } finally {
      lock.readLock().unlock();
    }
  }

  private FilterCompiler filters(@Nullable Set<String> own) {
    return new FilterCompiler(own == null ? shape.filterable() : own);
  }

  /** Writes all the vectors, or none of them if one does not fit. */
  public long upsert(String namespace, List<StoredVector> vectors) {
    vectors.forEach(vector -> Validation.checkFits(vector, shape));
    List<StoredVector> kept = vectors.stream().map(this::kept).toList();
    return change(namespace, (state, name) -> kept.forEach(state.open(name)::put));
  }

  /** The service sorts sparse values, but not on pods. */
  private StoredVector kept(StoredVector vector) {
    return shape.isOnPods() ? vector : vector.withSortedSparse();
  }

  /** Changes one record; an unknown id changes nothing. */
  public long update(String namespace, VectorUpdate update) {
    Validation.checkFits(update, shape);
    return change(
        namespace,
        (state, name) -> {
          Namespace found = state.find(name);
          StoredVector old = found == null ? null : found.get(update.id());
          if (found != null && old != null) {
            found.put(kept(old.with(update)));
          }
        });
  }

  /**
   * Merges fields into the metadata of the records that match: of the first {@link #MAX_UPDATED}
   * that it would change. All or none of them, if one would become too large.
   *
   * @return how many records match
   */
  public Sequenced<Integer> updateMatching(
      String namespace, Predicate<Map<String, Object>> filter, Map<String, Object> setMetadata) {
    return write(
        namespace,
        (state, name) -> {
          Namespace found = state.find(name);
          if (found == null) {
            return 0;
          }
          List<StoredVector> matching = found.matching(filter);
          matching.stream()
              .filter(vector -> !vector.hasMetadata(setMetadata))
              .limit(MAX_UPDATED)
              .map(vector -> vector.withMetadata(setMetadata))
              .toList()
              .forEach(found::put);
          return matching.size();
        });
  }

  /** Counts what {@link #updateMatching} would find. */
  public int countMatching(String namespace, Predicate<Map<String, Object>> filter) {
    String name = Validation.namespace(namespace);
    lock.readLock().lock();
    try {
      Namespace found = written.find(name);
      return found == null ? 0 : found.matching(filter).size();
    } finally {
      lock.readLock().unlock();
    }
  }

  public long delete(String namespace, List<String> ids) {
    Validation.checkIds(ids);
    return deleteFrom(namespace, found -> found.remove(ids));
  }

  public long deleteMatching(String namespace, Predicate<Map<String, Object>> filter) {
    return deleteFrom(namespace, found -> found.removeMatching(filter));
  }

  /** Empties the namespace and keeps it. */
  public long deleteAll(String namespace) {
    return deleteFrom(namespace, Namespace::clear);
  }

  private long deleteFrom(String namespace, Consumer<Namespace> deletion) {
    return change(
        namespace,
        (state, name) -> {
          Namespace found = state.find(name);
          if (found != null) {
            deletion.accept(found);
          } else {
            checkIsDefault(name);
          }
        });
  }

  /** Finds the records that exist, in the order asked for. */
  public Sequenced<Map<String, StoredVector>> fetch(String namespace, List<String> ids) {
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

  /** Finds records that match, in byte order of their ids, after one of them. */
  public Sequenced<List<StoredVector>> fetchMatching(
      String namespace, Predicate<Map<String, Object>> filter, String skipPast, int limit) {
    return read(namespace, found -> found.matchingAfter(filter, skipPast, limit));
  }

  /**
   * Lists ids in byte order.
   *
   * @param limit the page size, 1 to 100
   * @param token the token of the page before, empty for the first page
   */
  public Sequenced<IdPage> list(String namespace, String prefix, long limit, String token) {
    Validation.checkLimit(limit, Validation.MAX_PAGE);
    String skipPast = ListingToken.skipPast(token, ListingToken.Scope.ofIds(prefix));
    return read(namespace, found -> found.page(prefix, skipPast, (int) limit));
  }

  /** Finds the nearest records, best first; none if the query names an id that does not exist. */
  public Sequenced<List<ScoredRecord>> query(String namespace, VectorQuery query) {
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

  private List<ScoredRecord> nearest(
      Namespace namespace, VectorQuery query, float[] values, @Nullable SparsePart sparse) {
    Scoring scoring = new Scoring(shape.metric(), values, sparse);
    List<ScoredRecord> matches = new ArrayList<>();
    for (StoredVector vector : namespace.vectors()) {
      if (query.filter().test(vector.metadata())) {
        float score = scoring.score(vector);
        // A sparse index does not return what shares no position with the query.
        if (!shape.isSparse() || score != 0) {
          matches.add(new ScoredRecord(vector, score));
        }
      }
    }
    matches.sort(ScoredRecord.bestFirst(shape.metric()));
    return List.copyOf(matches.subList(0, (int) Math.min(query.topK(), matches.size())));
  }

  /** All records by namespace, as they are now: later writes change nothing of it. */
  public Map<String, List<StoredVector>> snapshot() {
    lock.readLock().lock();
    try {
      Map<String, List<StoredVector>> snapshot = new LinkedHashMap<>();
      written.all().forEach((name, found) -> snapshot.put(name, List.copyOf(found.vectors())));
      return snapshot;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The number of records in each namespace that was ever written to. */
  public Map<String, Integer> counts() {
    return see(
        state -> {
          Map<String, Integer> counts = new LinkedHashMap<>();
          state
              .all()
              .forEach(
                  (name, namespace) -> counts.put(Validation.namespace(name), namespace.size()));
          return counts;
        });
  }

  /** The number of records in each namespace that match; 0 where none does. */
  public Map<String, Integer> countsMatching(Map<String, ? extends @Nullable Object> filter) {
    return see(
        state -> {
          Map<String, Integer> counts = new LinkedHashMap<>();
          state
              .all()
              .forEach(
                  (name, namespace) ->
                      counts.put(
                          Validation.namespace(name),
                          namespace
                              .matching(filters(namespace.filterable()).compile(filter))
                              .size()));
          return counts;
        });
  }

  /**
   * What has been written to each namespace, visible or not.
   *
   * @throws IllegalStateException if the index keeps its data
   */
  public Map<String, WriteTotals> writeTotals() {
    lock.readLock().lock();
    try {
      if (!(written.orEmpty("") instanceof CountingNamespace)) {
        throw new IllegalStateException("the server keeps what is written and does not count it");
      }
      Map<String, WriteTotals> totals = new TreeMap<>();
      written
          .all()
          .forEach(
              (name, namespace) -> {
                if (namespace instanceof CountingNamespace counted) {
                  totals.put(Validation.namespace(name), counted.totals());
                }
              });
      return totals;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Makes a namespace.
   *
   * @param filterable the fields of its schema, null for none
   */
  public long createNamespace(String namespace, @Nullable Set<String> filterable) {
    return change(
        namespace,
        (state, name) -> {
          if (name.isEmpty() || state.find(name) != null) {
            throw new RpcException(
                RpcCode.ALREADY_EXISTS,
                "Namespace '" + IndexState.listedName(name) + "' already exists");
          }
          state.make(name, filterable);
        });
  }

  /** Removes a namespace with all that is in it; the default one is then empty. */
  public long deleteNamespace(String namespace) {
    return change(
        namespace,
        (state, name) -> {
          if (state.find(name) == null) {
            checkIsDefault(name);
          }
          state.remove(name);
        });
  }

  public Sequenced<NamespaceEntry> describeNamespace(String namespace) {
    String name = Validation.namespace(namespace);
    return see(
        state -> {
          Namespace found = state.find(name);
          if (found == null) {
            checkIsDefault(name);
          }
          return new Sequenced<>(described(IndexState.listedName(name), found), state.lsn(name));
        });
  }

  /**
   * Lists namespaces in byte order of their names; the default one always exists.
   *
   * @param limit the page size, 1 to 100
   * @param token the token of the page before, empty for the first page
   */
  public NamespacePage listNamespaces(String prefix, long limit, String token) {
    Validation.checkLimit(limit, Validation.MAX_PAGE);
    ListingToken.Scope scope = ListingToken.Scope.ofNamespaces(prefix);
    String skipPast = ListingToken.skipPast(token, scope);
    return see(
        state -> {
          List<String> names = names(state, prefix);
          List<NamespaceEntry> page =
              names.stream()
                  .filter(name -> name.compareTo(skipPast) > 0)
                  .limit(limit)
                  .map(name -> described(name, state.all().get(name)))
                  .toList();
          String last = page.isEmpty() ? "" : page.get(page.size() - 1).name();
          boolean isLast = page.isEmpty() || last.equals(names.get(names.size() - 1));
          return new NamespacePage(
              page, isLast ? null : new ListingToken(last, scope).encode(), names.size());
        });
  }

  private static List<String> names(IndexState state, String prefix) {
    Set<String> names = new TreeSet<>(state.all().keySet());
    names.add(IndexState.DEFAULT_NAME);
    return names.stream().filter(name -> name.startsWith(prefix)).toList();
  }

  private static NamespaceEntry described(String name, @Nullable Namespace namespace) {
    return namespace == null
        ? new NamespaceEntry(name, 0, null)
        : new NamespaceEntry(name, namespace.size(), namespace.filterable());
  }

  private static void checkIsDefault(String name) {
    if (!name.isEmpty()) {
      throw new RpcException(RpcCode.NOT_FOUND, "Namespace not found");
    }
  }

  private interface Change {
    void apply(IndexState state, String name);
  }

  private interface CountingChange {
    int apply(IndexState state, String name);
  }

  private long change(String namespace, Change change) {
    return write(
            namespace,
            (state, name) -> {
              change.apply(state, name);
              return 0;
            })
        .lsn();
  }

  /**
   * Carries out a change that is refused before it changes anything, or not at all. It does the
   * same to the visible state later, when that has seen all writes before it.
   */
  private Sequenced<Integer> write(String namespace, CountingChange change) {
    String name = Validation.namespace(namespace);
    lock.writeLock().lock();
    try {
      if (visible == written && !visibility.isImmediate()) {
        visible = written.copy();
      }
      int count = change.apply(written, name);
      lsn++;
      written.wrote(name, lsn);
      if (visible != written) {
        pending.add(new Pending(visibility.dueTime(), name, lsn, change));
      }
      return new Sequenced<>(count, lsn);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Reads a namespace; one that is missing reads as an empty one. */
  private <T> Sequenced<T> read(String namespace, Function<Namespace, T> reading) {
    String name = Validation.namespace(namespace);
    return see(state -> new Sequenced<>(reading.apply(state.orEmpty(name)), state.lsn(name)));
  }

  /** Looks at what is visible by now. */
  private <T> T see(Function<IndexState, T> reading) {
    lock.readLock().lock();
    try {
      if (!isDue(pending.peek())) {
        return reading.apply(visible);
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      for (Pending next = pending.peek(); next != null && isDue(next); next = pending.peek()) {
        next.change().apply(visible, next.name());
        visible.wrote(next.name(), next.lsn());
        pending.remove();
      }
      return reading.apply(visible);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private boolean isDue(@Nullable Pending next) {
    return next != null && visibility.isVisible(next.dueTime());
  }

  /** A write that reads do not see yet. */
  private record Pending(Instant dueTime, String name, long lsn, CountingChange change) {}
}
