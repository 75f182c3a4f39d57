package io.pinelink.server.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records of one namespace in byte order of their ids. */
public final class StoredNamespace implements Namespace {
  private final @Nullable Set<String> filterable;
  private final NavigableMap<String, StoredVector> vectors = new TreeMap<>();
  private final SearchSizes sizes;
  private long bytes;
  // Made by the first search that they make faster, and changed with the records afterwards.
  private volatile @Nullable CodedValues coded;

  /**
   * @param filterable the fields of its own schema; null if it has none
   */
  public StoredNamespace(@Nullable Set<String> filterable) {
    this(filterable, SearchSizes.usual());
  }

  StoredNamespace(@Nullable Set<String> filterable, SearchSizes sizes) {
    this.filterable = filterable;
    this.sizes = sizes;
  }

  /** Returns a copy, which gets the codes: it is the copy that is searched. */
  @Override
  public StoredNamespace copy() {
    StoredNamespace copy = new StoredNamespace(filterable, sizes);
    copy.vectors.putAll(vectors);
    copy.bytes = bytes;
    copy.coded = coded;
    coded = null;
    return copy;
  }

  @Override
  public @Nullable Set<String> filterable() {
    return filterable;
  }

  @Override
  public void put(StoredVector vector) {
    subtract(vectors.put(vector.id(), vector));
    bytes += vector.bytes();
    if (coded != null) {
      coded.put(vector);
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
    return vectors.get(id);
  }

  @Override
  public Collection<StoredVector> vectors() {
    return vectors.values();
  }

  @Override
  public int size() {
    return vectors.size();
  }

  @Override
  public Long bytes() {
    return bytes;
  }

  @Override
  public void remove(Collection<String> ids) {
    ids.forEach(this::remove);
  }

  private void remove(String id) {
    subtract(vectors.remove(id));
    if (coded != null) {
      coded.remove(id);
    }
  }

  @Override
  public void clear() {
    vectors.clear();
    bytes = 0;
    coded = null;
  }

  @Override
  public List<StoredVector> matching(Predicate<Map<String, Object>> filter) {
    return vectors.values().stream().filter(vector -> filter.test(vector.metadata())).toList();
  }

  @Override
  public List<ScoredRecord> nearest(
      Scoring scoring, Predicate<Map<String, Object>> filter, int limit) {
    int dimension = scoring.codedDimension();
    return dimension > 0 && (long) dimension * vectors.size() >= sizes.codedValues()
        ? coded(dimension).nearest(scoring, filter, limit)
        : nearestOfAll(scoring, filter, limit);
  }

  private CodedValues coded(int dimension) {
    CodedValues known = coded;
    return known == null ? makeCoded(dimension) : known;
  }

  /** Makes the codes, unless another search has made them. */
  private synchronized CodedValues makeCoded(int dimension) {
    CodedValues known = coded;
    if (known == null) {
      known = CodedValues.of(dimension, vectors.values(), sizes);
      coded = known;
    }
    return known;
  }

  private List<ScoredRecord> nearestOfAll(
      Scoring scoring, Predicate<Map<String, Object>> filter, int limit) {
    BestMatches best = new BestMatches(limit, scoring.metric());
    for (StoredVector vector : vectors.values()) {
      if (scoring.compares(vector) && filter.test(vector.metadata())) {
        float score = scoring.score(vector);
        if (scoring.isMatch(score)) {
          best.add(vector, score);
        }
      }
    }
    return best.sorted();
  }

  @Override
  public IdPage page(String prefix, String skipPast, int limit) {
    List<String> ids = new ArrayList<>();
    NavigableMap<String, StoredVector> rest =
        skipPast.compareTo(prefix) >= 0
            ? vectors.tailMap(skipPast, false)
            : vectors.tailMap(prefix, true);
    for (String id : rest.keySet()) {
      // In byte order, ids with the same prefix are adjacent.
      if (!id.startsWith(prefix)) {
        break;
      }
      if (ids.size() == limit) {
        ListingToken next =
            new ListingToken(ids.get(ids.size() - 1), ListingToken.Scope.ofIds(prefix));
        return new IdPage(List.copyOf(ids), next.encode());
      }
      ids.add(id);
    }
    return new IdPage(List.copyOf(ids), null);
  }

  @Override
  public List<StoredVector> matchingAfter(
      Predicate<Map<String, Object>> filter, String skipPast, int limit) {
    return vectors.tailMap(skipPast, false).values().stream()
        .filter(vector -> filter.test(vector.metadata()))
        .limit(limit)
        .toList();
  }
}
