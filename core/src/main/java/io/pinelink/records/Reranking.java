package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The reranking of a search's hits: a model sorts them by relevance, and its scores replace the
 * scores of the search.
 *
 * <p>Immutable and thread-safe. Source: searchRecords, API version 2026-04.
 */
public final class Reranking extends Built<Reranking.Builder> {

  private Reranking(Builder builder) {
    super(builder);
  }

  /**
   * Returns a reranking of all hits by their relevance to the text of the search.
   *
   * @param model the name of a hosted model
   * @param rankFields as for {@link #builder}
   */
  public static Reranking by(String model, String... rankFields) {
    return builder(model, rankFields).build();
  }

  /**
   * Creates a builder with a model and the fields to rank.
   *
   * @param model the name of a hosted model
   * @param rankFields the fields to rank, at least one; every hit must have them. How many are
   *     allowed depends on the model, usually one.
   */
  public static Builder builder(String model, String... rankFields) {
    return new Builder(model, Check.copy("rankFields", rankFields));
  }

  public String model() {
    return settings.model;
  }

  public List<String> rankFields() {
    return settings.rankFields;
  }

  public OptionalInt topN() {
    return settings.topN == null ? OptionalInt.empty() : OptionalInt.of(settings.topN);
  }

  public Optional<String> query() {
    return Optional.ofNullable(settings.query);
  }

  public Fields parameters() {
    return settings.parameters;
  }

  @Override
  public String toString() {
    return "Reranking[" + settings.model + ", " + settings.rankFields + "]";
  }

  /** Builds a {@link Reranking}. */
  public static final class Builder extends Settings {
    private final String model;
    private final List<String> rankFields;
    private @Nullable Integer topN;
    private @Nullable String query;
    private Fields parameters = Fields.empty();

    private Builder(String model, List<String> rankFields) {
      this.model = Check.notBlank("model", model);
      this.rankFields = rankFields;
      if (rankFields.isEmpty()) {
        throw new IllegalArgumentException("rankFields are empty, expected at least one");
      }
    }

    /** Sets the maximum number of hits, 1 to 10,000. Default: all hits of the search. */
    public Builder topN(int topN) {
      this.topN = Check.range("topN", topN, 1, 10_000);
      return this;
    }

    /**
     * Sets the query to which relevance is computed. Default: the text of the search. A search by
     * vector or by id has no text and requires this query.
     */
    public Builder query(String query) {
      this.query = Check.notBlank("query", query);
      return this;
    }

    /** Sets model parameters by the service's names. Default: none. */
    public Builder parameters(Fields parameters) {
      this.parameters = Objects.requireNonNull(parameters, "parameters is null");
      return this;
    }

    /** Builds the reranking. */
    public Reranking build() {
      return new Reranking(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(model, rankFields, topN, query, parameters);
    }
  }
}
