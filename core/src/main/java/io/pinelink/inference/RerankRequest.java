package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Documents to put into the order of their relevance to a query.
 *
 * <pre>{@code
 * RerankRequest.texts("bge-reranker-v2-m3", "capital", "Tallinn is the capital.", "Tartu studies.")
 *     .topN(1)
 *     .build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: rerank, API version 2026-04.
 */
public final class RerankRequest {
  private final String model;
  private final String query;
  private final List<Fields> documents;
  private final @Nullable Integer topN;
  private final boolean returnDocuments;
  private final List<String> rankFields;
  private final Fields parameters;

  private RerankRequest(Builder builder) {
    this.model = builder.model;
    this.query = builder.query;
    this.documents = builder.documents;
    this.topN = builder.topN;
    this.returnDocuments = builder.returnDocuments;
    this.rankFields = builder.rankFields;
    this.parameters = builder.parameters.build();
  }

  /**
   * Begins with plain texts: each becomes a document whose only field is {@code text}.
   *
   * @param model the name of a hosted model
   * @param query what the documents are to be relevant to
   * @param documents at least one; the models known today take at most 100 or 200
   */
  public static Builder texts(String model, String query, String... documents) {
    return texts(model, query, List.of(documents));
  }

  /** As {@link #texts(String, String, String...)}. */
  public static Builder texts(String model, String query, List<String> documents) {
    return documents(model, query, documents.stream().map(t -> Fields.of("text", t)).toList());
  }

  /** Begins with documents of any fields; {@link Builder#rankFields} tells which count. */
  public static Builder documents(String model, String query, List<Fields> documents) {
    return new Builder(model, query, documents);
  }

  /** The name of the model. */
  public String model() {
    return model;
  }

  /** What the documents are to be relevant to. */
  public String query() {
    return query;
  }

  /** The documents; a position here is the {@link RankedDocument#index()} of the answer. */
  public List<Fields> documents() {
    return documents;
  }

  /** How many of the best are wanted; empty for all. */
  public OptionalInt topN() {
    return topN == null ? OptionalInt.empty() : OptionalInt.of(topN);
  }

  /** Whether the answer repeats the documents. */
  public boolean returnDocuments() {
    return returnDocuments;
  }

  /** The fields that count; empty for the service's default, {@code text}. */
  public List<String> rankFields() {
    return rankFields;
  }

  /** What the model is told besides. */
  public Fields parameters() {
    return parameters;
  }

  /** A builder with all of this in it. */
  public Builder toBuilder() {
    Builder builder = new Builder(model, query, documents).parameters(parameters);
    builder.topN = topN;
    builder.returnDocuments = returnDocuments;
    builder.rankFields = rankFields;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RerankRequest that
        && that.model.equals(model)
        && that.query.equals(query)
        && that.documents.equals(documents)
        && Objects.equals(that.topN, topN)
        && that.returnDocuments == returnDocuments
        && that.rankFields.equals(rankFields)
        && that.parameters.equals(parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, query, documents, topN, returnDocuments, rankFields, parameters);
  }

  /** The model and how many documents there are, not which. */
  @Override
  public String toString() {
    return "RerankRequest[" + model + ", documents " + documents.size() + "]";
  }

  /** Builds a {@link RerankRequest}. */
  public static final class Builder {
    private final String model;
    private final String query;
    private final List<Fields> documents;
    private final Parameters parameters = new Parameters();
    private @Nullable Integer topN;
    private boolean returnDocuments = true;
    private List<String> rankFields = List.of();

    private Builder(String model, String query, List<Fields> documents) {
      this.model = Check.notBlank("model", model);
      this.query = Check.notBlank("query", query);
      this.documents = List.copyOf(documents);
      if (this.documents.isEmpty()) {
        throw new IllegalArgumentException("documents are empty, expected at least one");
      }
    }

    /** How many of the best are wanted, at least 1. Default: all. */
    public Builder topN(int topN) {
      this.topN = Check.range("topN", topN, 1, Integer.MAX_VALUE);
      return this;
    }

    /** Whether the answer repeats the documents. Default: it does. */
    public Builder returnDocuments(boolean returnDocuments) {
      this.returnDocuments = returnDocuments;
      return this;
    }

    /**
     * The fields that count; every document must have them. How many there may be depends on the
     * model, mostly one. Default: the service's, {@code text}.
     */
    public Builder rankFields(String... rankFields) {
      this.rankFields = List.of(rankFields);
      return this;
    }

    /** What becomes of a document that is too long. Default: the model's; some refuse the call. */
    public Builder truncate(Truncate truncate) {
      parameters.put("truncate", truncate.value());
      return this;
    }

    /**
     * Adds parameters of the model by the service's names ({@link ModelInfo#parameters()}); a name
     * that is given again replaces the first. Default: none.
     */
    public Builder parameters(Fields parameters) {
      this.parameters.putAll(parameters);
      return this;
    }

    /** The request. */
    public RerankRequest build() {
      return new RerankRequest(this);
    }
  }
}
