package io.pinelink.server.internal.control;

import org.jspecify.annotations.Nullable;

/**
 * Where an index lives and how it runs. Nothing really runs anywhere: it is told as it was asked.
 */
sealed interface IndexSpecState {
  /** The name of the kind, as the API has it. */
  String kind();

  /**
   * Serverless in a region.
   *
   * @param sourceCollection null if it was not made from one
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
   * On pods.
   *
   * @param sourceCollection null if it was not made from one
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

  /** In the user's own cloud account. */
  record Byoc(String environment, Capacity capacity) implements IndexSpecState {
    @Override
    public String kind() {
      return "byoc";
    }
  }
}
