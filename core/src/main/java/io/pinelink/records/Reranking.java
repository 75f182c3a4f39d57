package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A second look at the hits of a search: a model puts them into the order of their relevance, and
 * its scores replace those of the search.
 *
 * <p>Immutable and thread-safe. Source: searchRecords, API version 2026-04.
 */
public final class Reranking {
  private final String model;
  private final List<String> rankFields;
  private final @Nullable Integer topN;
  private final @Nullable String query;
  private final Fields parameters;

  private Reranking(Builder builder) {
    this.model = builder.model;
    this.rankFields = builder.rankFields;
    this.topN = builder.topN;
    this.query = builder.query;
    this.parameters = builder.parameters;
  }

  /**
   * Begins with who looks at what.
   *
   * @param model the name of a hosted model
   * @param rankFields the fields that count, at least one; every hit must have them. How many there
   *     may be depends on the model, mostly one.
   */
  public static Builder by(String model, String... rankFields) {
    return new Builder(model, List.of(rankFields));
  }

  /** The name of the model. */
  public String model() {
    return model;
  }

  /** The fields that count. */
  public List<String> rankFields() {
    return rankFields;
  }

  /** How many of the best are wanted; empty for as many as the search finds. */
  public OptionalInt topN() {
    return topN == null ? OptionalInt.empty() : OptionalInt.of(topN);
  }

  /** What the hits are to be relevant to; empty for the text that is searched for. */
  public Optional<String> query() {
    return Optional.ofNullable(query);
  }

  /** What the model is told besides. */
  public Fields parameters() {
    return parameters;
  }

  /** A builder with all of this in it. */
  public Builder toBuilder() {
    Builder builder = new Builder(model, rankFields).parameters(parameters);
    builder.topN = topN;
    builder.query = query;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reranking that
        && that.model.equals(model)
        && that.rankFields.equals(rankFields)
        && Objects.equals(that.topN, topN)
        && Objects.equals(that.query, query)
        && that.parameters.equals(parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, rankFields, topN, query, parameters);
  }

  @Override
  public String toString() {
    return "Reranking[" + model + ", " + rankFields + "]";
  }

  /** Builds a {@link Reranking}. */
  public static final class Builder {
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

    /** How many of the best are wanted, 1 to 10,000. Default: as many as the search finds. */
    public Builder topN(int topN) {
      this.topN = Check.range("topN", topN, 1, 10_000);
      return this;
    }

    /**
     * What the hits are to be relevant to. Default: the text that is searched for; a search by
     * vector or by id has none, and needs this.
     */
    public Builder query(String query) {
      this.query = Check.notBlank("query", query);
      return this;
    }

    /** Parameters of the model by the service's names. Default: none. */
    public Builder parameters(Fields parameters) {
      this.parameters = parameters;
      return this;
    }

    /** The second look. */
    public Reranking build() {
      return new Reranking(this);
    }
  }
}
