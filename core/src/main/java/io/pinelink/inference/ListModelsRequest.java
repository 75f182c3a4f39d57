package io.pinelink.inference;

import io.pinelink.model.VectorType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for hosted models.
 *
 * <p>Immutable and thread-safe. Source: listModels, API version 2026-04.
 */
public final class ListModelsRequest {
  private static final ListModelsRequest ALL = builder().build();

  private final @Nullable ModelType type;
  private final @Nullable VectorType vectorType;

  private ListModelsRequest(Builder builder) {
    this.type = builder.type;
    this.vectorType = builder.vectorType;
  }

  /** Returns a request for all models. */
  public static ListModelsRequest all() {
    return ALL;
  }

  /** Returns a request for the models with one task. */
  public static ListModelsRequest of(ModelType type) {
    return builder().type(type).build();
  }

  /** Returns a request for the models that embed texts as vectors of one type. */
  public static ListModelsRequest embedding(VectorType vectorType) {
    return builder().type(ModelType.EMBED).vectorType(vectorType).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the models' task; empty for any. */
  public Optional<ModelType> type() {
    return Optional.ofNullable(type);
  }

  /** Returns the type of the models' vectors; empty for either. */
  public Optional<VectorType> vectorType() {
    return Optional.ofNullable(vectorType);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.type = type;
    builder.vectorType = vectorType;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListModelsRequest that
        && Objects.equals(that.type, type)
        && Objects.equals(that.vectorType, vectorType);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, vectorType);
  }

  @Override
  public String toString() {
    return "ListModelsRequest[type " + type + ", vectorType " + vectorType + "]";
  }

  /** Builds a {@link ListModelsRequest}. */
  public static final class Builder {
    private @Nullable ModelType type;
    private @Nullable VectorType vectorType;

    private Builder() {}

    /** Sets the models' task. Default: any. */
    public Builder type(ModelType type) {
      this.type = Objects.requireNonNull(type, "type is null");
      return this;
    }

    /** Sets the type of the models' vectors. Default: either. */
    public Builder vectorType(VectorType vectorType) {
      this.vectorType = Objects.requireNonNull(vectorType, "vectorType is null");
      return this;
    }

    /** Builds the request. */
    public ListModelsRequest build() {
      return new ListModelsRequest(this);
    }
  }
}
