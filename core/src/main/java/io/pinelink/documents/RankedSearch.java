package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A search whose ranking takes part in a {@linkplain HybridSearchRequest hybrid search}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name of the ranking in the results, such as {@code words} or {@code meaning}
 * @param search the search, without {@code valuesInto}; its {@code topK} is the length of the
 *     ranking
 * @param weight the weight of the ranking, a finite number above 0
 * @param namespaces the namespaces to search, each with a ranking of its own; empty for the one of
 *     the index view
 */
public record RankedSearch(
    String name, SearchDocumentsRequest search, double weight, List<String> namespaces) {
  private static final String DEFAULT_NAMESPACE = "__default__";

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the name is blank, the search has {@code valuesInto}, the
   *     weight is not a finite number above 0, or a namespace is invalid or given twice
   */
  public RankedSearch {
    Check.notBlank("name of a ranked search", name);
    if (!Double.isFinite(weight) || weight <= 0) {
      throw new IllegalArgumentException(
          "weight of '" + name + "' is " + weight + ", expected a finite number above 0");
    }
    Check.noBuffer("hybridSearch", search.valuesInto());
    namespaces = Check.copy("namespaces", namespaces);
    Set<String> seen = new HashSet<>();
    for (String namespace : namespaces) {
      Check.namespace(namespace);
      if (!seen.add(namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace)) {
        throw new IllegalArgumentException(
            "namespace '" + namespace + "' of '" + name + "' is given twice, expected once");
      }
    }
  }

  /** Returns a search of the namespace of the index view, with the weight 1. */
  public static RankedSearch of(String name, SearchDocumentsRequest search) {
    return new RankedSearch(name, search, 1, List.of());
  }

  /** Returns a copy with another weight, a finite number above 0. */
  public RankedSearch withWeight(double weight) {
    return new RankedSearch(name, search, weight, namespaces);
  }

  /**
   * Returns a copy that searches these namespaces. Each has a ranking of its own, since scores of
   * different namespaces cannot be compared: full-text scores depend on the other documents of the
   * namespace.
   *
   * @param namespaces without duplicates; empty or {@code __default__} for the default one
   */
  public RankedSearch inNamespaces(String... namespaces) {
    return new RankedSearch(name, search, weight, Check.copy("namespaces", namespaces));
  }
}
