package io.pinelink.server.internal.control;

import org.jspecify.annotations.Nullable;

/**
 * The read capacity of an index: on demand if it has no node type, else on dedicated nodes.
 *
 * @param nodeType null if on demand
 * @param shards 0 if on demand
 * @param replicas 0 if on demand or while the index is parked
 */
record Capacity(@Nullable String nodeType, int shards, int replicas) {
  static final Capacity ON_DEMAND = new Capacity(null, 0, 0);
}
