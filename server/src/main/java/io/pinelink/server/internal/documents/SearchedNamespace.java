package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.StoredIndex;
import org.jspecify.annotations.Nullable;

/**
 * The namespace of one search. All its documents are read only if the search needs their words, and
 * once: everything that is found by words then refers to the same documents.
 */
final class SearchedNamespace {
  private final StoredIndex index;
  private final DocumentSchema schema;
  private final String name;
  private TextScoring.@Nullable Corpus corpus;

  /**
   * @param name the name in the store of the namespace that serves the search
   */
  SearchedNamespace(StoredIndex index, DocumentSchema schema, String name) {
    this.index = index;
    this.schema = schema;
    this.name = name;
  }

  StoredIndex index() {
    return index;
  }

  DocumentSchema schema() {
    return schema;
  }

  String name() {
    return name;
  }

  /** Returns whether the documents have been read. */
  boolean isRead() {
    return corpus != null;
  }

  /** Returns the visible documents at the time of the first call. */
  TextScoring.Corpus corpus() {
    TextScoring.Corpus known = corpus;
    if (known == null) {
      known = new TextScoring.Corpus(index, schema, name, index.all(name));
      corpus = known;
    }
    return known;
  }
}
