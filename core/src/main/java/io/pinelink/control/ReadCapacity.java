package io.pinelink.control;

import io.pinelink.internal.validation.Check;

/**
 * How an index serves its reads. Open: a mode that this client does not know is {@link Other}.
 *
 * <p>Source: ReadCapacity, API version 2026-04.
 */
public sealed interface ReadCapacity {
  /** Shared with others and paid by use: the service's default. */
  static OnDemand onDemand() {
    return new OnDemand();
  }

  /**
   * Nodes of its own, scaled by hand.
   *
   * @param nodeType {@code b1} or {@code t1}
   * @param shards how many parts the data is in, each of at most 250 GB; at least 1
   * @param replicas how many copies of each part answer reads; 0 parks the index
   */
  static Dedicated dedicated(String nodeType, int shards, int replicas) {
    return new Dedicated(
        Check.notBlank("nodeType", nodeType),
        Check.range("shards", shards, 1, Integer.MAX_VALUE),
        Check.range("replicas", replicas, 0, Integer.MAX_VALUE));
  }

  /** Shared with others and paid by use. */
  record OnDemand() implements ReadCapacity {}

  /**
   * Nodes of its own, scaled by hand.
   *
   * @param nodeType the service's name for the kind of node
   * @param shards how many parts the data is in
   * @param replicas how many copies of each part answer reads; 0 while the index is parked
   */
  record Dedicated(String nodeType, int shards, int replicas) implements ReadCapacity {}

  /**
   * A mode that this client can tell but not ask for.
   *
   * @param mode the service's name of the mode
   */
  record Other(String mode) implements ReadCapacity {}
}
