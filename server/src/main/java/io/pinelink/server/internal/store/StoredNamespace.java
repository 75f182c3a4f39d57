package io.pinelink.server.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The records of one namespace in byte order of their ids. */
public final class StoredNamespace implements Namespace {
  private final @Nullable Set<String> filterable;
  private final SearchSizes sizes;
  private RecordTable records;
  private long bytes;
  private volatile @Nullable Follower follower;

  /**
   * @param filterable the fields of its own schema; null if it has none
   */
  public StoredNamespace(@Nullable Set<String> filterable) {
    this(filterable, SearchSizes.usual());
  }

  StoredNamespace(@Nullable Set<String> filterable, SearchSizes sizes) {
    this.filterable = filterable;
    this.sizes = sizes;
    this.records = new RecordTable(sizes);
  }

  /** Returns a copy, which gets what searches have made: it is the copy that is searched. */
  @Override
  public StoredNamespace copy() {
    StoredNamespace copy = new StoredNamespace(filterable, sizes);
    copy.records = records;
    copy.bytes = bytes;
    records = records.copy();
    copy.follower = follower;
    follower = null;
    return copy;
  }

  @Override
  public @Nullable Set<String> filterable() {
    return filterable;
  }

  @Override
  public void put(StoredVector vector) {
    subtract(records.put(vector));
    bytes += vector.bytes();
    if (follower != null) {
      follower.put(vector);
    }
  }

  /** Subtracts the size of a record that the namespace no longer has. */
  private void subtract(@Nullable StoredVector old) {
    if (old != null) {
      bytes -= old.bytes();
    }
  }

  @Override
  public @Nullable StoredVector get(String id) {
    return records.get(id);
  }

  @Override
  public List<StoredVector> vectors() {
    List<StoredVector> all = new ArrayList<>(records.size());
    records.after("", all::add);
    return all;
  }

  @Override
  public int size() {
    return records.size();
  }

  @Override
  public Long bytes() {
    return bytes;
  }

  @Override
  public void remove(Collection<String> ids) {
    ids.forEach(id -> subtract(records.remove(id)));
    if (records.isSparse()) {
      records = records.copy();
    }
    if (follower != null) {
      ids.forEach(follower::remove);
    }
  }

  @Override
  public void clear() {
    records = new RecordTable(sizes);
    bytes = 0;
    if (follower != null) {
      follower.clear();
    }
  }

  @Override
  public <F extends Follower> F follower(Class<F> type, Supplier<F> maker) {
    Follower known = follower;
    return type.cast(known == null ? makeFollower(maker) : known);
  }

  /** Makes the follower, unless another search has made it. */
  private synchronized Follower makeFollower(Supplier<? extends Follower> maker) {
    Follower known = follower;
    if (known == null) {
      known = maker.get();
      follower = known;
    }
    return known;
  }

  @Override
  public RecordView view() {
    return records.view();
  }

  @Override
  public List<StoredVector> matching(Predicate<Map<String, Object>> filter) {
    try (RecordView view = records.view()) {
      List<StoredVector> matching = view.matching(filter);
      matching.sort(Comparator.comparing(StoredVector::id));
      return matching;
    }
  }

  @Override
  public IdPage page(String prefix, String skipPast, int limit) {
    List<String> ids = new ArrayList<>();
    Predicate<StoredVector> add =
        // In byte order, ids with the same prefix are adjacent. One more id shows that a page
        // follows.
        vector -> vector.id().startsWith(prefix) && ids.add(vector.id()) && ids.size() <= limit;
    if (skipPast.compareTo(prefix) >= 0) {
      records.after(skipPast, add);
    } else {
      records.from(prefix, add);
    }
    if (ids.size() <= limit) {
      return new IdPage(List.copyOf(ids), null);
    }
    List<String> page = List.copyOf(ids.subList(0, limit));
    ListingToken next = new ListingToken(page.get(limit - 1), ListingToken.Scope.ofIds(prefix));
    return new IdPage(page, next.encode());
  }

  @Override
  public @Nullable List<StoredVector> matchingAfter(
      Predicate<Map<String, Object>> filter, String skipPast, int limit, int maxTests) {
    List<StoredVector> matching = new ArrayList<>();
    int[] tests = {0};
    records.after(
        skipPast,
        vector -> {
          if (matching.size() == limit || ++tests[0] > maxTests) {
            return false;
          }
          if (filter.test(vector.metadata())) {
            matching.add(vector);
          }
          return true;
        });
    return tests[0] > maxTests ? null : matching;
  }
}
