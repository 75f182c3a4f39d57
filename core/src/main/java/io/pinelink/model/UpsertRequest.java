package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;

/**
 * A request to upsert 1 to 1,000 vectors, of at most 2 MB in all. If an id is given twice, the last
 * vector wins.
 *
 * <p>Immutable, as its vectors are. They copied their values when they were created, so their
 * arrays may be reused, even while the request is being sent.
 */
public final class UpsertRequest extends Built<UpsertRequest.Builder> {
  private UpsertRequest(Builder builder) {
    super(builder);
  }

  /** Needs no stream or copy in most cases: bulk writes measure each vector in a request. */
  private static List<Vector> checked(List<Vector> vectors) {
    for (Vector vector : vectors) {
      if (vector.isReceived()) {
        return vectors.stream().map(Vector::checked).toList();
      }
    }
    return vectors;
  }

  /** Returns a request to upsert these vectors. */
  public static UpsertRequest of(Vector... vectors) {
    return builder().vectors(vectors).build();
  }

  /** Returns a request to upsert these vectors. */
  public static UpsertRequest of(Collection<Vector> vectors) {
    return builder().vectors(vectors).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public List<Vector> vectors() {
    return settings.vectors;
  }

  /** Returns the number of vectors, not the vectors. */
  @Override
  public String toString() {
    return "UpsertRequest[" + settings.vectors.size() + "]";
  }

  /** Builds an {@link UpsertRequest}. */
  public static final class Builder extends Settings {
    private List<Vector> vectors = List.of();

    private Builder() {}

    /** Sets the vectors, 1 to 1,000 of them. */
    public Builder vectors(Vector... vectors) {
      this.vectors = Check.copy("vectors", vectors);
      return this;
    }

    /** Sets the vectors, 1 to 1,000 of them. */
    public Builder vectors(Collection<Vector> vectors) {
      this.vectors = Check.copy("vectors", vectors);
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if there are no vectors or more than 1,000, or one that came
     *     from a response violates a rule of {@link Vector.Builder}
     */
    public UpsertRequest build() {
      Check.batch("vectors", vectors.size());
      this.vectors = checked(vectors);
      return new UpsertRequest(this);
    }

    @Override
    protected List<?> parts() {
      return List.of(vectors);
    }
  }
}
