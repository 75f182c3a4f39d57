package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to fetch vectors by id.
 *
 * @param ids 1 to 1,000 ids
 * @param valuesInto the buffer that the dense values are read into; empty if there is none
 */
public record FetchRequest(List<String> ids, Optional<VectorBuffer> valuesInto) {
  /** Copies and checks the ids. */
  public FetchRequest {
    Objects.requireNonNull(valuesInto, "valuesInto is null");
    ids = Check.ids(ids);
  }

  /** Returns a request for the vectors with these ids. */
  public static FetchRequest byIds(String... ids) {
    return new FetchRequest(Check.copy("ids", ids), Optional.empty());
  }

  /** Returns a request for the vectors with these ids. */
  public static FetchRequest byIds(Collection<String> ids) {
    return new FetchRequest(Check.copy("ids", ids), Optional.empty());
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.ids = ids;
    builder.valuesInto = valuesInto;
    return builder;
  }

  /** Returns the number of ids. */
  @Override
  public String toString() {
    return "FetchRequest[" + ids.size() + " ids]";
  }

  /** Builds a {@link FetchRequest}. */
  public static final class Builder {
    private List<String> ids = List.of();
    private Optional<VectorBuffer> valuesInto = Optional.empty();

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
      this.valuesInto = Optional.of(Objects.requireNonNull(buffer, "buffer is null"));
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if there are no ids, more than 1,000, or an invalid one
     */
    public FetchRequest build() {
      return new FetchRequest(ids, valuesInto);
    }
  }
}
