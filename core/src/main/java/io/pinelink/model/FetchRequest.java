package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to fetch vectors by id.
 *
 * <p>Immutable and thread-safe. Source: fetchVectors, API version 2026-04.
 */
public final class FetchRequest extends Built<FetchRequest.Builder> {

  private FetchRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for the vectors with these ids. */
  public static FetchRequest byIds(String... ids) {
    return builder().ids(ids).build();
  }

  /** Returns a request for the vectors with these ids. */
  public static FetchRequest byIds(Collection<String> ids) {
    return builder().ids(ids).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public List<String> ids() {
    return settings.ids;
  }

  public Optional<VectorBuffer> valuesInto() {
    return Optional.ofNullable(settings.valuesInto);
  }

  /** Returns the number of ids. */
  @Override
  public String toString() {
    return "FetchRequest[" + settings.ids.size() + " ids]";
  }

  /** Builds a {@link FetchRequest}. */
  public static final class Builder extends Settings {
    private List<String> ids = List.of();
    private @Nullable VectorBuffer valuesInto;

    private Builder() {}

    /** Sets the ids of the vectors, 1 to 1,000 of them. */
    public Builder ids(String... ids) {
      this.ids = Check.copy("ids", ids);
      return this;
    }

    /** Sets the ids of the vectors, 1 to 1,000 of them. */
    public Builder ids(Collection<String> ids) {
      this.ids = Check.copy("ids", ids);
      return this;
    }

    /**
     * Reads the dense values into the array of a buffer: see {@link FetchResponse#columns()}.
     * Default: each vector has an array of its own.
     */
    public Builder valuesInto(VectorBuffer buffer) {
      this.valuesInto = Objects.requireNonNull(buffer, "buffer is null");
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if there are no ids, more than 1,000, or an invalid one
     */
    public FetchRequest build() {
      this.ids = Check.ids(ids);
      return new FetchRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(ids, valuesInto);
    }
  }
}
