package io.pinelink.server.internal.control;

import org.jspecify.annotations.Nullable;

/**
 * The location and the capacity of an index. They are metadata only: descriptions return them as
 * they were requested.
 */
sealed interface IndexSpecState {
  /** Returns the name of the kind in the API. */
  String kind();

  /** Returns the read capacity, which pods do not have. */
  default Capacity capacity() {
    return Capacity.ON_DEMAND;
  }

  /** Returns the collection from which the index was created; null for none. */
  default @Nullable String sourceCollection() {
    return null;
  }

  /** Returns whether the index is on dedicated read nodes. */
  default boolean isDedicated() {
    return capacity().nodeType() != null;
  }

  /**
   * A serverless index in a region.
   *
   * @param sourceCollection null if the index was not created from a collection
   */
  record Serverless(
      String cloud, String region, Capacity capacity, @Nullable String sourceCollection)
      implements IndexSpecState {
    @Override
    public String kind() {
      return "serverless";
    }
  }

  /**
   * An index on pods.
   *
   * @param sourceCollection null if the index was not created from a collection
   */
  record Pod(
      String environment, PodType type, int replicas, int shards, @Nullable String sourceCollection)
      implements IndexSpecState {
    @Override
    public String kind() {
      return "pod";
    }

    int pods() {
      return replicas * shards;
    }
  }

  /** An index in the user's own cloud account. */
  record Byoc(String environment, Capacity capacity) implements IndexSpecState {
    @Override
    public String kind() {
      return "byoc";
    }
  }
}
