package io.pinelink.server.internal.store;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The data of one index with the operations of the data plane, independent of the protocol.
 *
 * <p>Every write gets a sequence number, which the call returns. All namespaces share one counter,
 * so the numbers of one namespace increase but have gaps. Writes see all earlier writes; reads see
 * those that are visible. Thread-safe.
 */
public final class StoredIndex {
  /** The maximum number of records that one update by filter changes. */
  static final int MAX_UPDATED = 100_000;

  /** The maximum number of namespaces of an index, with the largest plan of the service. */
  public static final int MAX_NAMESPACES = 100_000;

  /** The number of records that are visited at a time. */
  private static final int VISITED = 10_000;

  /** The approximate number of bytes of a saved record besides its content. */
  private static final int RECORD_OVERHEAD = 16;

  /** The maximum number of records that a fetch by filter tests while writes wait for it. */
  private static final int MAX_TESTS = 10_000;

  private final IndexShape shape;
  private final WriteVisibility visibility;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private IndexState written;
  private final NamespaceAliases aliases = new NamespaceAliases();
  private final Queue<Pending> pending = new ArrayDeque<>();
  // The same instance as written until there is a write that becomes visible later.
  private IndexState visible;
  private long lsn;
  private int maxNamespaces = MAX_NAMESPACES;
  // Null if writes are not saved.
  private @Nullable WriteJournal journal;

  public StoredIndex(IndexShape shape) {
    this(shape, WriteVisibility.immediate());
  }

  public StoredIndex(IndexShape shape, WriteVisibility visibility) {
    this(shape, visibility, StoredNamespace::new);
  }

  /**
   * Creates an empty index.
   *
   * @param maker creates namespaces, which determine what is kept of their records
   */
  public StoredIndex(IndexShape shape, WriteVisibility visibility, Namespace.Maker maker) {
    this.shape = shape;
    this.visibility = visibility;
    this.written = new IndexState(maker);
    this.visible = written;
  }

  /** Sets the contents of a new index to saved ones, all of which are visible. */
  public void load(IndexImage saved) {
    writing(
        () -> {
          written = saved.state();
          visible = written;
          aliases.load(saved.aliases());
          lsn = saved.lsn();
        });
  }

  public IndexShape shape() {
    return shape;
  }

  /**
   * Sets whether the index is on dedicated read nodes, which hold one namespace. Namespaces that
   * exist remain.
   */
  public void onDedicatedNodes(boolean dedicated) {
    writing(() -> maxNamespaces = dedicated ? 1 : MAX_NAMESPACES);
  }

  private <T> T reading(Supplier<T> read) {
    lock.readLock().lock();
    try {
      return read.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void writing(Runnable write) {
    lock.writeLock().lock();
    try {
      write.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Returns the number of namespaces that were created and not deleted, visible or not. */
  public int namespaces() {
    return reading(() -> written.all().size());
  }

  /** Fails if a namespace is missing and the index cannot have one more. */
  private void checkMayExist(IndexState state, String name) {
    if (state.find(name) != null || state.all().size() < maxNamespaces) {
      return;
    }
    if (maxNamespaces == 1) {
      throw RpcException.invalid(
          "Namespace '"
              + IndexState.listedName(name)
              + "' cannot be created: an index on dedicated read nodes holds a single namespace, "
              + "which is '"
              + state.all().firstKey()
              + "'");
    }
    throw new RpcException(
        RpcCode.PERMISSION_DENIED,
        "Index has " + maxNamespaces + " namespaces, which is the limit");
  }

  /**
   * Returns the filter compiler of a namespace, for its own schema or else the schema of the index.
   */
  public FilterCompiler filters(String namespace) {
    String name = Validation.namespace(namespace);
    return reading(
        () -> {
          Namespace found = written.find(aliases.resolve(name));
          return filters(found == null ? null : found.filterable());
        });
  }

  private FilterCompiler filters(@Nullable Set<String> own) {
    return new FilterCompiler(own == null ? shape.filterable() : own);
  }

  /** Returns the name in the store of the namespace that serves reads of a namespace or alias. */
  public String serving(String namespace) {
    String name = Validation.namespace(namespace);
    return reading(() -> aliases.resolve(name));
  }

  /**
   * Reads or changes the aliases.
   *
   * @param call receives the aliases, and a function that returns the status of a namespace by its
   *     name in the store
   */
  public <T> T aliases(BiFunction<NamespaceAliases, Function<String, NamespaceStatus>, T> call) {
    WriteJournal saving;
    long position = 0;
    T result;
    lock.writeLock().lock();
    try {
      applyDue();
      result = call.apply(aliases, this::status);
      saving = journal;
      if (saving != null) {
        position = saving.position();
      }
    } finally {
      lock.writeLock().unlock();
    }
    if (saving != null) {
      saving.await(position);
    }
    return result;
  }

  private NamespaceStatus status(String name) {
    if (!name.isEmpty() && written.find(name) == null) {
      return NamespaceStatus.MISSING;
    }
    return name.isEmpty() || visible.find(name) != null
        ? NamespaceStatus.ACTIVE
        : NamespaceStatus.NOT_ACTIVE;
  }

  /** Writes all vectors, or none if one of them is not valid for the index. */
  public long upsert(String namespace, List<StoredVector> vectors) {
    vectors.forEach(vector -> Validation.checkFits(vector, shape));
    List<StoredVector> kept = vectors.stream().map(this::kept).toList();
    return write(
            namespace,
            AliasUse.UPSERT,
            (state, name) -> {
              checkMayExist(state, name);
              return Planned.of(new Mutation.Put(kept));
            })
        .lsn();
  }

  /** Returns a vector as it is stored: the service sorts sparse values, except on pods. */
  private StoredVector kept(StoredVector vector) {
    return shape.isOnPods() ? vector : vector.withSortedSparse();
  }

  /** Updates one record; an unknown id has no effect. */
  public long update(String namespace, VectorUpdate update) {
    Validation.checkFits(update, shape);
    return update(namespace, List.of(new RecordChange(update.id(), old -> kept(old.with(update)))));
  }

  /** Changes records in order, or none if one change is refused; unknown ids have no effect. */
  public long update(String namespace, List<RecordChange> changes) {
    return write(
            namespace,
            AliasUse.CHANGE,
            (state, name) -> {
              Namespace found = state.find(name);
              if (found == null) {
                return Planned.NOTHING;
              }
              Map<String, StoredVector> changed = new LinkedHashMap<>();
              for (RecordChange one : changes) {
                StoredVector earlier = changed.get(one.id());
                StoredVector old = earlier == null ? found.get(one.id()) : earlier;
                if (old != null) {
                  changed.put(one.id(), one.change().apply(old));
                }
              }
              return Planned.of(new Mutation.Put(List.copyOf(changed.values())));
            })
        .lsn();
  }

  /**
   * Merges fields into the metadata of matching records. It updates at most the first {@link
   * #MAX_UPDATED} records that would change, and none if one would become too large.
   *
   * @return the number of matching records
   */
  public Sequenced<Integer> updateMatching(
      String namespace, Predicate<Map<String, Object>> filter, Map<String, Object> setMetadata) {
    return updateMatching(
        namespace,
        filter,
        vector -> vector.hasMetadata(setMetadata) ? vector : vector.withMetadata(setMetadata));
  }

  /**
   * Changes matching records. It changes at most the first {@link #MAX_UPDATED} for which the
   * change returns another instance, and none if one change is refused.
   *
   * @return the number of matching records
   */
  public Sequenced<Integer> updateMatching(
      String namespace, Predicate<Map<String, Object>> filter, UnaryOperator<StoredVector> change) {
    return write(
        namespace,
        AliasUse.CHANGE,
        (state, name) -> {
          Namespace found = state.find(name);
          if (found == null) {
            return Planned.NOTHING;
          }
          List<StoredVector> matching = found.matching(filter);
          List<StoredVector> changed = new ArrayList<>();
          for (StoredVector old : matching) {
            StoredVector record = changed.size() == MAX_UPDATED ? old : change.apply(old);
            if (record != old) {
              changed.add(record);
            }
          }
          return new Planned(new Mutation.Put(changed), matching.size());
        });
  }

  /** Returns the number of records that {@link #updateMatching} would match. */
  public int countMatching(String namespace, Predicate<Map<String, Object>> filter) {
    String name = Validation.namespace(namespace);
    Supplier<RecordView> opened =
        () -> {
          aliases.check(name, AliasUse.CHANGE);
          return written.orEmpty(name).view();
        };
    try (RecordView view = reading(opened)) {
      return view.matching(filter).size();
    }
  }

  public long delete(String namespace, List<String> ids) {
    Validation.checkIds(ids);
    return deleteFrom(
            namespace,
            found -> removal(ids.stream().distinct().filter(id -> found.get(id) != null).toList()))
        .lsn();
  }

  /**
   * Deletes matching records.
   *
   * @return the number of deleted records
   */
  public Sequenced<Integer> deleteMatching(
      String namespace, Predicate<Map<String, Object>> filter) {
    return deleteFrom(
        namespace,
        found -> removal(found.matching(filter).stream().map(StoredVector::id).toList()));
  }

  /** Deletes all records of a namespace, which remains. */
  public long deleteAll(String namespace) {
    return deleteFrom(namespace, found -> new Planned(new Mutation.Clear(), found.size())).lsn();
  }

  private static Planned removal(List<String> ids) {
    return new Planned(new Mutation.Remove(ids), ids.size());
  }

  private Sequenced<Integer> deleteFrom(String namespace, Function<Namespace, Planned> deletion) {
    return write(
        namespace,
        AliasUse.CHANGE,
        (state, name) -> {
          Namespace found = state.find(name);
          if (found == null) {
            checkIsDefault(name);
            return Planned.NOTHING;
          }
          return deletion.apply(found);
        });
  }

  /** Returns the records that exist, in the requested order. */
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

  /** Returns matching records in byte order of their ids, after a given id. */
  public Sequenced<List<StoredVector>> fetchMatching(
      String namespace, Predicate<Map<String, Object>> filter, String skipPast, int limit) {
    record Found(@Nullable List<StoredVector> known, @Nullable RecordView view) {}
    Sequenced<Found> page =
        read(
            namespace,
            found -> {
              List<StoredVector> known = found.matchingAfter(filter, skipPast, limit, MAX_TESTS);
              return new Found(known, known == null ? found.view() : null);
            });
    try (RecordView view = page.value().view()) {
      List<StoredVector> known = page.value().known();
      return new Sequenced<>(
          view == null
              ? Objects.requireNonNull(known)
              : view.matchingAfter(filter, skipPast, limit),
          page.lsn());
    }
  }

  /**
   * Lists ids in byte order.
   *
   * @param limit the page size, 1 to 100
   * @param token the token of the previous page; empty for the first page
   */
  public Sequenced<IdPage> list(String namespace, String prefix, long limit, String token) {
    Validation.checkLimit(limit, Validation.MAX_PAGE);
    String skipPast = ListingToken.skipPast(token, ListingToken.Scope.ofIds(prefix));
    return read(namespace, found -> found.page(prefix, skipPast, (int) limit));
  }

  /** Finds the nearest records, best first; none if the query names an id that does not exist. */
  public Sequenced<List<ScoredRecord>> query(String namespace, VectorQuery query) {
    Validation.checkFits(query, shape);
    if (!query.isById()) {
      ExactKernel scoring = new ExactKernel(shape.metric(), query.values(), query.sparse());
      return nearest(namespace, scoring, query.filter(), (int) query.topK());
    }
    record Source(@Nullable StoredVector vector, @Nullable RecordView view) {}
    Sequenced<Source> source =
        read(
            namespace,
            found -> {
              StoredVector vector = found.get(query.id());
              return new Source(vector, vector == null ? null : found.view());
            });
    try (RecordView view = source.value().view()) {
      StoredVector vector = source.value().vector();
      return new Sequenced<>(
          vector == null || view == null
              ? List.of()
              : view.nearest(
                  new ExactKernel(shape.metric(), vector.values(), vector.sparse()),
                  query.filter(),
                  (int) query.topK()),
          source.lsn());
    }
  }

  /**
   * Finds the nearest records that a filter selects, best first. Writes during the search do not
   * wait for it, and it does not see them.
   *
   * @param limit the maximum number of records, at least 1
   */
  public Sequenced<List<ScoredRecord>> nearest(
      String namespace, ExactKernel scoring, Predicate<Map<String, Object>> filter, int limit) {
    Sequenced<RecordView> opened = read(namespace, Namespace::view);
    try (RecordView view = opened.value()) {
      return new Sequenced<>(view.nearest(scoring, filter, limit), opened.lsn());
    }
  }

  /** Returns a copy of all records by namespace, which later writes do not change. */
  public Map<String, List<StoredVector>> snapshot() {
    return reading(
        () -> {
          Map<String, List<StoredVector>> snapshot = new LinkedHashMap<>();
          written.all().forEach((name, found) -> snapshot.put(name, List.copyOf(found.vectors())));
          return snapshot;
        });
  }

  /**
   * Returns a {@linkplain #snapshot() copy}, which is saved.
   *
   * @param id the id under which it is saved
   */
  public Map<String, List<StoredVector>> snapshot(UUID id) {
    return reading(
        () -> {
          if (journal != null) {
            journal.copied(id);
          }
          return snapshot();
        });
  }

  /**
   * Saves all contents, and every write from now on. Other calls wait.
   *
   * @param contents receives the contents
   */
  public void saveTo(WriteJournal writes, IndexVisitor contents) {
    writing(
        () -> {
          visitAll(contents);
          saveTo(writes);
        });
  }

  /**
   * Saves every write from now on.
   *
   * @param writes a journal that has the contents; null to save no write
   */
  public void saveTo(@Nullable WriteJournal writes) {
    writing(
        () -> {
          journal = writes;
          aliases.saveTo(writes);
        });
  }

  /**
   * Passes the contents to a visitor. Writes wait for single parts only, so the visitor may receive
   * the effects of some writes that end after the call begins, and not of others.
   */
  public void visit(IndexVisitor visitor) {
    List<String> names =
        reading(
            () -> {
              visitHead(visitor);
              return List.copyOf(written.all().keySet());
            });
    for (String listed : names) {
      String name = Validation.namespace(listed);
      List<StoredVector> part = part(name, "");
      while (!part.isEmpty()) {
        visitor.records(name, part);
        part = part(name, part.get(part.size() - 1).id());
      }
    }
  }

  /** Passes the contents at one moment to a visitor. Writes wait for the end. */
  public void visitAtOnce(IndexVisitor visitor) {
    lock.readLock().lock();
    try {
      visitAll(visitor);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void visitAll(IndexVisitor visitor) {
    visitHead(visitor);
    written
        .all()
        .forEach(
            (name, found) ->
                visitor.records(Validation.namespace(name), List.copyOf(found.vectors())));
  }

  private void visitHead(IndexVisitor visitor) {
    List<IndexVisitor.NamespaceSchema> namespaces = new ArrayList<>();
    written
        .all()
        .forEach(
            (name, found) ->
                namespaces.add(
                    new IndexVisitor.NamespaceSchema(
                        Validation.namespace(name), found.filterable())));
    visitor.index(lsn, written.lsns(), namespaces, aliases.all());
  }

  private List<StoredVector> part(String name, String skipPast) {
    return reading(
        () ->
            Objects.requireNonNull(
                written
                    .orEmpty(name)
                    .matchingAfter(metadata -> true, skipPast, VISITED, Integer.MAX_VALUE)));
  }

  /** Returns the approximate number of bytes of all records; 0 if they are not kept. */
  public long bytes() {
    return reading(
        () -> {
          long bytes = 0;
          for (Namespace namespace : written.all().values()) {
            Long records = namespace.bytes();
            bytes += (records == null ? 0 : records) + (long) RECORD_OVERHEAD * namespace.size();
          }
          return bytes;
        });
  }

  /** Makes all writes so far visible, for the initial contents of an index. */
  public void settle() {
    writing(
        () -> {
          for (Pending next = pending.poll(); next != null; next = pending.poll()) {
            apply(next);
          }
        });
  }

  /** Returns the number of visible records of each namespace. */
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

  /** Returns the number of matching records of each namespace, including those with none. */
  public Map<String, Integer> countsMatching(Map<String, ? extends @Nullable Object> filter) {
    record Part(String name, Predicate<Map<String, Object>> filter, RecordView view) {}
    List<Part> parts = new ArrayList<>();
    try {
      see(
          state -> {
            state
                .all()
                .forEach(
                    (name, namespace) ->
                        parts.add(
                            new Part(
                                Validation.namespace(name),
                                filters(namespace.filterable()).compile(filter),
                                namespace.view())));
            return parts;
          });
      Map<String, Integer> counts = new LinkedHashMap<>();
      parts.forEach(part -> counts.put(part.name(), part.view().matching(part.filter()).size()));
      return counts;
    } finally {
      parts.forEach(part -> part.view().close());
    }
  }

  /**
   * Returns the totals of all writes to each namespace, visible or not.
   *
   * @throws IllegalStateException if the index keeps its data
   */
  public Map<String, WriteTotals> writeTotals() {
    return reading(
        () -> {
          if (!(written.orEmpty("") instanceof CountingNamespace)) {
            throw new IllegalStateException(
                "the server stores vectors and does not only count them");
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
        });
  }

  /**
   * Creates a namespace.
   *
   * @param filterable the fields of its schema; null for none
   */
  public long createNamespace(String namespace, @Nullable Set<String> filterable) {
    return write(
            namespace,
            AliasUse.CREATE,
            (state, name) -> {
              if (name.isEmpty() || state.find(name) != null) {
                throw new RpcException(
                    RpcCode.ALREADY_EXISTS,
                    "Namespace '" + IndexState.listedName(name) + "' already exists");
              }
              checkMayExist(state, name);
              return Planned.of(new Mutation.Create(filterable));
            })
        .lsn();
  }

  /** Deletes a namespace with its records; the default namespace remains, empty. */
  public long deleteNamespace(String namespace) {
    return write(
            namespace,
            AliasUse.MANAGE,
            (state, name) -> {
              aliases.checkIsNoTarget(name);
              if (state.find(name) == null) {
                checkIsDefault(name);
              }
              return Planned.of(new Mutation.Drop());
            })
        .lsn();
  }

  public Sequenced<NamespaceEntry> describeNamespace(String namespace) {
    String name = Validation.namespace(namespace);
    return see(
        state -> {
          aliases.check(name, AliasUse.MANAGE);
          Namespace found = state.find(name);
          if (found == null) {
            checkIsDefault(name);
          }
          return new Sequenced<>(described(IndexState.listedName(name), found), state.lsn(name));
        });
  }

  /**
   * Lists namespaces in byte order of their names; the default namespace always exists.
   *
   * @param limit the page size, 1 to 100
   * @param token the token of the previous page; empty for the first page
   */
  public StoredPage<NamespaceEntry> listNamespaces(String prefix, long limit, String token) {
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
          return new StoredPage<>(
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
        ? new NamespaceEntry(name, 0, 0L, null)
        : new NamespaceEntry(name, namespace.size(), namespace.bytes(), namespace.filterable());
  }

  private static void checkIsDefault(String name) {
    if (!name.isEmpty()) {
      throw new RpcException(RpcCode.NOT_FOUND, "Namespace not found");
    }
  }

  /**
   * Computes the effect of a write on the written state and the number that the call returns, or
   * refuses the write.
   */
  private interface Change {
    Planned plan(IndexState state, String name);
  }

  private record Planned(Mutation mutation, int count) {
    static final Planned NOTHING = of(Mutation.NOTHING);

    static Planned of(Mutation mutation) {
      return new Planned(mutation, 0);
    }
  }

  /**
   * Plans, saves and applies a change. It is applied to the visible state later, after all earlier
   * writes.
   *
   * @param use the use that is refused if the namespace is an alias
   */
  private Sequenced<Integer> write(String namespace, AliasUse use, Change change) {
    String name = Validation.namespace(namespace);
    WriteJournal saving;
    long position = 0;
    Sequenced<Integer> result;
    lock.writeLock().lock();
    try {
      aliases.check(name, use);
      Planned planned = change.plan(written, name);
      saving = journal;
      if (saving != null) {
        position = saving.wrote(name, lsn + 1, planned.mutation());
      }
      // First, so that no number is saved twice if memory runs out below.
      lsn++;
      if (visible == written && !visibility.isImmediate()) {
        visible = written.copy();
      }
      planned.mutation().applyTo(written, name);
      written.wrote(name, lsn);
      if (visible != written) {
        pending.add(new Pending(visibility.dueTime(), name, lsn, planned.mutation()));
      }
      result = new Sequenced<>(planned.count(), lsn);
    } finally {
      lock.writeLock().unlock();
    }
    if (saving != null) {
      saving.await(position);
    }
    return result;
  }

  /**
   * Reads a namespace or the target of an alias; a missing namespace reads as an empty one. It does
   * not change until the reading has returned.
   */
  public <T> Sequenced<T> read(String namespace, Function<Namespace, T> reading) {
    String name = Validation.namespace(namespace);
    return see(
        state -> {
          String serving = aliases.resolve(name);
          return new Sequenced<>(reading.apply(state.orEmpty(serving)), state.lsn(serving));
        });
  }

  /** Reads the visible state, after applying the writes that are due. */
  private <T> T see(Function<IndexState, T> reading) {
    lock.readLock().lock();
    try {
      if (isDue(pending.peek())) {
        lock.readLock().unlock();
        applyDueAndLockForReading();
      }
      return reading.apply(visible);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Applies the writes that are due; other reads wait for this, and not for the read itself. */
  private void applyDueAndLockForReading() {
    lock.writeLock().lock();
    try {
      applyDue();
    } finally {
      lock.readLock().lock();
      lock.writeLock().unlock();
    }
  }

  /** Applies the writes that are due to the visible state. */
  private void applyDue() {
    for (Pending next = pending.peek(); next != null && isDue(next); next = pending.peek()) {
      apply(next);
      pending.remove();
    }
  }

  private void apply(Pending next) {
    next.mutation().applyTo(visible, next.name());
    visible.wrote(next.name(), next.lsn());
  }

  private boolean isDue(@Nullable Pending next) {
    return next != null && visibility.isVisible(next.dueTime());
  }

  /** A write that is not visible to reads yet. */
  private record Pending(Instant dueTime, String name, long lsn, Mutation mutation) {}
}
