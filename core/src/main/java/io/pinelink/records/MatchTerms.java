package io.pinelink.records;

import java.util.List;

/**
 * Words that a hit must have in the embedded text. The service splits each term into words and
 * takes upper and lower case for the same; the order of words does not count. Only for an index
 * that embeds with {@code pinecone-sparse-english-v0}. Since API version 2025-10.
 *
 * @param strategy how many of the words a hit must have; the service knows {@code all}
 * @param terms at least one
 */
public record MatchTerms(String strategy, List<String> terms) {
  /** Copies the terms. */
  public MatchTerms {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("terms are empty, expected at least one");
    }
  }

  /** Every word of every term. */
  public static MatchTerms all(String... terms) {
    return new MatchTerms("all", List.of(terms));
  }
}
