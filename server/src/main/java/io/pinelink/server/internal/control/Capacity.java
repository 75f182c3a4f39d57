package io.pinelink.server.internal.control;

import org.jspecify.annotations.Nullable;

/**
 * How an index serves its reads: on demand without a type of node, else on nodes of its own.
 *
 * @param nodeType null on demand
 * @param shards 0 on demand
 * @param replicas 0 on demand and while the index is parked
 */
record Capacity(@Nullable String nodeType, int shards, int replicas) {
  static final Capacity ON_DEMAND = new Capacity(null, 0, 0);
}
