package io.pinelink.model;

/**
 * A vector that a query found, with its score.
 *
 * @param score by the index's metric: with cosine and dot product the higher is nearer, with
 *     Euclidean (the squared distance) the lower
 * @param vector the vector found; its values are empty unless the query asked for values, its
 *     metadata unless it asked for metadata
 */
public record Match(float score, Vector vector) {
  /** The id of the vector found. */
  public String id() {
    return vector.id();
  }

  /** The metadata of the vector found; empty unless the query asked for it. */
  public Metadata metadata() {
    return vector.metadata();
  }

  /** The metadata of the vector found, as a type of your own. */
  public <T> T metadata(MetadataCodec<T> codec) {
    return codec.decode(metadata());
  }

  /** The id and the score. */
  @Override
  public String toString() {
    return "Match[" + id() + ", " + score + "]";
  }
}
