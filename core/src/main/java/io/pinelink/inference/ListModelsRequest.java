package io.pinelink.inference;

import io.pinelink.model.Built;
import io.pinelink.model.VectorType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for hosted models.
 *
 * <p>Immutable and thread-safe. Source: listModels, API version 2026-04.
 */
public final class ListModelsRequest extends Built<ListModelsRequest.Builder> {
  private static final ListModelsRequest ALL = builder().build();

  private ListModelsRequest(Builder builder) {
    super(builder);
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

  public Optional<ModelType> type() {
    return Optional.ofNullable(settings.type);
  }

  public Optional<VectorType> vectorType() {
    return Optional.ofNullable(settings.vectorType);
  }

  @Override
  public String toString() {
    return "ListModelsRequest[type " + settings.type + ", vectorType " + settings.vectorType + "]";
  }

  /** Builds a {@link ListModelsRequest}. */
  public static final class Builder extends Settings {
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

    @Override
    protected List<?> parts() {
      return Arrays.asList(type, vectorType);
    }
  }
}
