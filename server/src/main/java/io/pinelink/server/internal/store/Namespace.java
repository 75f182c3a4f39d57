package io.pinelink.server.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A namespace with its records, or only their count. Not thread-safe: the index locks. */
public sealed interface Namespace permits StoredNamespace, CountingNamespace {
  /** Returns an independent copy. */
  Namespace copy();

  /** Returns the fields of the namespace's own schema; null if it has none. */
  @Nullable Set<String> filterable();

  void put(StoredVector vector);

  int size();

  /**
   * Returns the sum of the {@linkplain StoredVector#bytes sizes} of the records; null if they are
   * not kept.
   */
  @Nullable Long bytes();

  void clear();

  @Nullable StoredVector get(String id);

  /** Returns all records in byte order of their ids. */
  Collection<StoredVector> vectors();

  void remove(Collection<String> ids);

  /** Returns the records that a filter selects in byte order of their ids. */
  List<StoredVector> matching(Predicate<Map<String, Object>> filter);

  /** Opens a view of the records, which later writes do not change. */
  RecordView view();

  /** Returns at most {@code limit} ids that start with a prefix and are after {@code skipPast}. */
  IdPage page(String prefix, String skipPast, int limit);

  /**
   * Returns at most {@code limit} matching records with ids after {@code skipPast}.
   *
   * @param maxTests the maximum number of records that are tested
   * @return null if more would have to be tested
   */
  @Nullable List<StoredVector> matchingAfter(
      Predicate<Map<String, Object>> filter, String skipPast, int limit, int maxTests);

  /**
   * Returns the follower of this namespace. A copy takes it over.
   *
   * @param maker makes it if there is none yet
   */
  <F extends Follower> F follower(Class<F> type, Supplier<F> maker);

  /**
   * Data beside the records of a namespace that follows their changes, such as an index of texts.
   * The calls have the lock for writing, so they must not take long.
   */
  interface Follower {
    void put(StoredVector vector);

    void remove(String id);

    void clear();
  }

  /** A factory of empty namespaces. */
  @FunctionalInterface
  interface Maker {
    /**
     * Creates an empty namespace.
     *
     * @param filterable the fields of its own schema; null if it has none
     */
    Namespace make(@Nullable Set<String> filterable);
  }
}
