package io.pinelink.model;

/** A vector that a query found, with its score. */
public sealed interface Match permits io.pinelink.internal.response.VectorResponses.MatchResult {
  /**
   * Returns the score by the index's metric: with cosine and dot product, higher scores are nearer;
   * with Euclidean (the squared distance), lower scores are.
   */
  float score();

  /**
   * Returns the vector found; its values are empty unless the query asked for values, its metadata
   * unless it asked for metadata.
   */
  Vector vector();

  /** Returns the id of the vector. */
  String id();

  /** Returns the metadata of the vector; empty unless the query asked for it. */
  Metadata metadata();

  /** Returns the metadata of the vector, converted to a type of your own. */
  <T> T metadata(MetadataCodec<T> codec);
}
