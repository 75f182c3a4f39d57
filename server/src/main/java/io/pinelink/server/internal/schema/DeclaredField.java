package io.pinelink.server.internal.schema;

import io.pinelink.server.internal.fulltext.TextAnalysis;
import io.pinelink.server.internal.store.SimilarityFunction;
import org.jspecify.annotations.Nullable;

/** A field of a {@link DocumentSchema}. */
public sealed interface DeclaredField {
  /** Returns the description of the field; null if it has none. */
  @Nullable String description();

  /** Returns the type of the field in the API. */
  String type();

  /** A field of dense values. */
  record Dense(int dimension, SimilarityFunction metric, @Nullable String description)
      implements DeclaredField {
    @Override
    public String type() {
      return "dense_vector";
    }
  }

  /** A field of sparse values. */
  record Sparse(@Nullable String description) implements DeclaredField {
    @Override
    public String type() {
      return "sparse_vector";
    }
  }

  /**
   * A field of text, which is searched by its words if it is stored.
   *
   * @param analysis the analysis of the text; null if only its embeddings are stored
   * @param embed the dense embedding of the text; null if there is none
   * @param sparseEmbed the sparse embedding of the text; null if there is none
   */
  record Text(
      @Nullable TextAnalysis analysis,
      @Nullable FieldModel embed,
      @Nullable FieldModel sparseEmbed,
      @Nullable String description)
      implements DeclaredField {
    @Override
    public String type() {
      return "string";
    }

    /** Returns whether the text is stored, and not only its embeddings. */
    public boolean isStored() {
      return analysis != null;
    }
  }
}
