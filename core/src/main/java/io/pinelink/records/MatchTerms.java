package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;

/**
 * Words that must occur in the embedded text of a hit. The service splits each term into words,
 * ignores case, and ignores the order of words. Only for an index that embeds with {@code
 * pinecone-sparse-english-v0}. Since API version 2025-10.
 *
 * @param strategy how many of the words must occur; the service supports {@code all}
 * @param terms at least one
 */
public record MatchTerms(String strategy, List<String> terms) {
  /** Copies the terms. */
  public MatchTerms {
    Objects.requireNonNull(strategy, "strategy is null");
    terms = Check.copy("terms", terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("terms are empty, expected at least one");
    }
  }

  /** Returns terms of which every word must occur. */
  public static MatchTerms all(String... terms) {
    return new MatchTerms("all", Check.copy("terms", terms));
  }
}
