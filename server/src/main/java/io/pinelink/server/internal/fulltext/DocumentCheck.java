package io.pinelink.server.internal.fulltext;

/** A condition on the documents of one state of an index. */
@FunctionalInterface
public interface DocumentCheck {
  /**
   * Returns whether a search may return a document.
   *
   * @param document its number, as in {@link MatchingDocuments}
   */
  boolean test(String id, int document);
}
