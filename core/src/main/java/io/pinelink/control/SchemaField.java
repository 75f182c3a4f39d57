package io.pinelink.control;

import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A field of an {@link IndexSchema}. Open: a kind that this client does not know is {@link Other}.
 *
 * <p>Source: IndexModel, API version 2026-07, and the documentation of embedded string fields of
 * October 2026.
 */
public sealed interface SchemaField {
  /**
   * A field of dense values.
   *
   * @param dimension the number of values, 1 to 20,000
   * @param metric the metric of searches
   * @param description at most 256 bytes; empty if there is none
   */
  record DenseVector(int dimension, Metric metric, Optional<String> description)
      implements SchemaField {
    /** Checks that no part is null. */
    public DenseVector {
      Objects.requireNonNull(metric, "metric is null");
      Objects.requireNonNull(description, "description is null");
    }
  }

  /**
   * A field of sparse values, whose metric is the dot product.
   *
   * @param description at most 256 bytes; empty if there is none
   */
  record SparseVector(Optional<String> description) implements SchemaField {
    /** Checks that no part is null. */
    public SparseVector {
      Objects.requireNonNull(description, "description is null");
    }
  }

  /**
   * A field of text that can be searched.
   *
   * @param fullTextSearch the analysis of the text; empty if full-text search is off, or for the
   *     service's default: an embedded text that is stored can be searched by its words too
   * @param embed the dense embedding that the index computes from the text; empty if there is none
   * @param sparseEmbed the sparse embedding that the index computes from the text; empty if there
   *     is none
   * @param storesText whether the index keeps the text. If not, it only keeps the embeddings: the
   *     text cannot be searched by its words, and no response contains it.
   * @param description at most 256 bytes; empty if there is none
   */
  record Text(
      Optional<FullTextSearch> fullTextSearch,
      Optional<FieldEmbedding> embed,
      Optional<FieldEmbedding> sparseEmbed,
      boolean storesText,
      Optional<String> description)
      implements SchemaField {
    /** Checks that no part is null. */
    public Text {
      Objects.requireNonNull(fullTextSearch, "fullTextSearch is null");
      Objects.requireNonNull(embed, "embed is null");
      Objects.requireNonNull(sparseEmbed, "sparseEmbed is null");
      Objects.requireNonNull(description, "description is null");
    }

    /** Creates a field whose text is stored. */
    public Text(
        Optional<FullTextSearch> fullTextSearch,
        Optional<FieldEmbedding> embed,
        Optional<FieldEmbedding> sparseEmbed,
        Optional<String> description) {
      this(fullTextSearch, embed, sparseEmbed, true, description);
    }
  }

  /**
   * The text field of an index for records, which the index embeds.
   *
   * @param embedding the model and its settings
   */
  record SemanticText(FieldEmbedding embedding) implements SchemaField {
    /** Checks that no part is null. */
    public SemanticText {
      Objects.requireNonNull(embedding, "embedding is null");
    }
  }

  /**
   * A field of metadata that filters can use.
   *
   * @param type {@code string}, {@code string_list}, {@code float} or {@code boolean}; empty for a
   *     field of a classic index, which has any type
   */
  record Filterable(Optional<String> type) implements SchemaField {
    /** Checks that no part is null. */
    public Filterable {
      Objects.requireNonNull(type, "type is null");
    }
  }

  /**
   * A field of another kind.
   *
   * @param definition the definition as the service reports it, such as {@code {"type": …}}
   */
  record Other(Fields definition) implements SchemaField {
    /** Checks that no part is null. */
    public Other {
      Objects.requireNonNull(definition, "definition is null");
    }
  }

  /**
   * A model that embeds the text of a field.
   *
   * @param model the name of the hosted model; empty for the service's default
   * @param dimension the dimension of the vectors; empty for the model's default, and for a sparse
   *     model
   * @param metric the metric of searches; empty for the model's default
   * @param readParameters the model's parameters for embedding queries
   * @param writeParameters the model's parameters for embedding documents
   */
  record FieldEmbedding(
      Optional<String> model,
      OptionalInt dimension,
      Optional<Metric> metric,
      Fields readParameters,
      Fields writeParameters) {
    private static final FieldEmbedding DEFAULT =
        new FieldEmbedding(
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Fields.empty(),
            Fields.empty());

    /** Checks that no part is null. */
    public FieldEmbedding {
      Objects.requireNonNull(model, "model is null");
      Objects.requireNonNull(dimension, "dimension is null");
      Objects.requireNonNull(metric, "metric is null");
      Objects.requireNonNull(readParameters, "readParameters is null");
      Objects.requireNonNull(writeParameters, "writeParameters is null");
    }

    /** Returns an embedding with the service's default model and settings. */
    public static FieldEmbedding defaults() {
      return DEFAULT;
    }

    /** Returns an embedding with a hosted model and its default settings. */
    public static FieldEmbedding ofModel(String name) {
      Objects.requireNonNull(name, "name is null");
      return new FieldEmbedding(
          Optional.of(name), OptionalInt.empty(), Optional.empty(), Fields.empty(), Fields.empty());
    }
  }
}
