package io.pinelink.server.internal.fulltext;

import java.util.BitSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documents that match a condition on their words, in one state of an index. */
public final class MatchingDocuments {
  private final BitSet documents;
  private final Function<BitSet, Set<String>> toIds;
  private @Nullable Set<String> ids;

  MatchingDocuments(BitSet documents, Function<BitSet, Set<String>> toIds) {
    this.documents = documents;
    this.toIds = toIds;
  }

  /** Returns whether a document is one of them, by the number that a {@link DocumentCheck} gets. */
  public boolean contains(int document) {
    return documents.get(document);
  }

  public Set<String> ids() {
    Set<String> known = ids;
    if (known == null) {
      known = toIds.apply(documents);
      ids = known;
    }
    return known;
  }
}
