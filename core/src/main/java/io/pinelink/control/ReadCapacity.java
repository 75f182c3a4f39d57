package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Objects;

/**
 * The read capacity of an index. Open: a mode that this client does not know is {@link Other}.
 *
 * <p>Source: ReadCapacity, API version 2026-04.
 */
public sealed interface ReadCapacity {
  /** Returns on-demand capacity, which is shared and paid by use: the service's default. */
  static OnDemand onDemand() {
    return new OnDemand();
  }

  /**
   * Returns dedicated capacity: read nodes of the index's own, scaled manually. They hold a single
   * namespace.
   *
   * @param nodeType {@code b1} or {@code t1}
   * @param shards the number of parts of the data, each of at most 250 GB; at least 1
   * @param replicas the number of copies of each part that serve reads; 0 pauses the index
   */
  static Dedicated dedicated(String nodeType, int shards, int replicas) {
    return new Dedicated(
        Check.notBlank("nodeType", nodeType),
        Check.range("shards", shards, 1, Integer.MAX_VALUE),
        Check.range("replicas", replicas, 0, Integer.MAX_VALUE));
  }

  /** On-demand capacity, which is shared and paid by use. */
  record OnDemand() implements ReadCapacity {}

  /**
   * Dedicated capacity: read nodes of the index's own, scaled manually.
   *
   * @param nodeType the service's name for the type of node
   * @param shards the number of parts of the data
   * @param replicas the number of copies of each part that serve reads; 0 while the index is paused
   */
  record Dedicated(String nodeType, int shards, int replicas) implements ReadCapacity {
    /** Checks that no part is null. */
    public Dedicated {
      Objects.requireNonNull(nodeType, "nodeType is null");
    }
  }

  /**
   * A mode that this client can describe but not request.
   *
   * @param mode the service's name of the mode
   */
  record Other(String mode) implements ReadCapacity {
    /** Checks that no part is null. */
    public Other {
      Objects.requireNonNull(mode, "mode is null");
    }
  }
}
