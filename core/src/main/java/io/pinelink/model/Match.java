package io.pinelink.model;

import java.util.Objects;

/**
 * A vector that a query found, with its score.
 *
 * @param score the score by the index's metric: with cosine and dot product, higher scores are
 *     nearer; with Euclidean (the squared distance), lower scores are
 * @param vector the vector found; its values are empty unless the query asked for values, its
 *     metadata unless it asked for metadata
 */
public record Match(float score, Vector vector) {
  /** Checks that no part is null. */
  public Match {
    Objects.requireNonNull(vector, "vector");
  }

  /** Returns the id of the vector. */
  public String id() {
    return vector.id();
  }

  /** Returns the metadata of the vector; empty unless the query asked for it. */
  public Metadata metadata() {
    return vector.metadata();
  }

  /** Returns the metadata of the vector, converted to a type of your own. */
  public <T> T metadata(MetadataCodec<T> codec) {
    return codec.decode(metadata());
  }

  /** Returns the id and the score. */
  @Override
  public String toString() {
    return "Match[" + id() + ", " + score + "]";
  }
}
