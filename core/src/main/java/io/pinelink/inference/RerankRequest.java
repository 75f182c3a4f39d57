package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request to sort documents by their relevance to a query.
 *
 * <pre>{@code
 * RerankRequest.builder("bge-reranker-v2-m3", "capital", "Tallinn is the capital.", "Tartu studies.")
 *     .topN(1)
 *     .build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: rerank, API version 2026-04.
 */
public final class RerankRequest extends Built<RerankRequest.Builder> {

  private RerankRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder with plain texts. Each becomes a document whose only field is named "text".
   *
   * @param model the name of a hosted model
   * @param query the query to which relevance is computed
   * @param texts at least one; the currently known models accept at most 100 or 200. None if the
   *     documents have other fields: {@link Builder#documents}
   */
  public static Builder builder(String model, String query, String... texts) {
    return builder(model, query, Check.copy("texts", texts));
  }

  /** Creates a builder with plain texts, as {@link #builder(String, String, String...)} does. */
  public static Builder builder(String model, String query, List<String> texts) {
    Objects.requireNonNull(texts, "texts is null");
    Builder builder = new Builder(model, query);
    builder.documents = texts.stream().map(text -> Fields.of("text", text)).toList();
    return builder;
  }

  public String model() {
    return settings.model;
  }

  public String query() {
    return settings.query;
  }

  /**
   * Returns the documents. A position in this list is the {@link RankedDocument#index()} of the
   * response.
   */
  public List<Fields> documents() {
    return settings.documents;
  }

  public OptionalInt topN() {
    return settings.topN == null ? OptionalInt.empty() : OptionalInt.of(settings.topN);
  }

  public boolean returnDocuments() {
    return settings.returnDocuments;
  }

  /** Returns the fields to rank; empty for the service's default, {@code text}. */
  public List<String> rankFields() {
    return settings.rankFields;
  }

  public Fields parameters() {
    return settings.parameters;
  }

  /** Returns the model and the number of documents, not the documents. */
  @Override
  public String toString() {
    return "RerankRequest[" + settings.model + ", documents " + settings.documents.size() + "]";
  }

  /** Builds a {@link RerankRequest}. */
  public static final class Builder extends Settings {
    private final String model;
    private final String query;
    private List<Fields> documents = List.of();
    private Fields parameters = Fields.empty();
    private @Nullable Integer topN;
    private boolean returnDocuments = true;
    private List<String> rankFields = List.of();

    private Builder(String model, String query) {
      this.model = Check.notBlank("model", model);
      this.query = Check.notBlank("query", query);
    }

    /**
     * Sets documents of any fields in place of the texts; {@link #rankFields} selects the fields to
     * rank. Default: the texts.
     */
    public Builder documents(List<Fields> documents) {
      this.documents = Check.copy("documents", documents);
      return this;
    }

    /** Sets the maximum number of documents in the response, at least 1. Default: all. */
    public Builder topN(int topN) {
      this.topN = Check.range("topN", topN, 1, Integer.MAX_VALUE);
      return this;
    }

    /** Sets whether the response contains the documents. Default: true. */
    public Builder returnDocuments(boolean returnDocuments) {
      this.returnDocuments = returnDocuments;
      return this;
    }

    /**
     * Sets the fields to rank, which every document must have. How many are allowed depends on the
     * model, usually one. Default: the service's, {@code text}.
     */
    public Builder rankFields(String... rankFields) {
      this.rankFields = Check.copy("rankFields", rankFields);
      return this;
    }

    /**
     * Sets how documents that are too long are truncated. Default: the model's; some models refuse
     * the call.
     */
    public Builder truncate(Truncate truncate) {
      this.parameters = Parameters.with(parameters, "truncate", truncate.value());
      return this;
    }

    /**
     * Adds model parameters by the service's names ({@link ModelInfo#parameters()}); setting a name
     * again replaces its value. Default: none.
     */
    public Builder parameters(Fields parameters) {
      this.parameters = Parameters.with(this.parameters, parameters.asMap());
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if there is no document
     */
    public RerankRequest build() {
      if (documents.isEmpty()) {
        throw new IllegalArgumentException("documents are empty, expected at least one");
      }
      return new RerankRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(model, query, documents, topN, returnDocuments, rankFields, parameters);
    }
  }
}
