package io.pinelink.server.internal.fulltext;

import java.util.Comparator;

/** A document that matches a search by words, with its score. */
public record TextMatch(String id, float score) {
  /** The order of best match first; equal scores are ordered by id. */
  static final Comparator<TextMatch> BEST_FIRST =
      Comparator.comparingDouble(TextMatch::score).reversed().thenComparing(TextMatch::id);
}
