package io.pinelink.server.internal.control;

import io.pinelink.server.internal.store.StoredVector;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A collection: a copy of the contents of a pod index at a point in time.
 *
 * @param source the name of the index
 */
record StoredCollection(
    String name,
    String source,
    String environment,
    int dimension,
    Instant readyAt,
    Map<String, List<StoredVector>> contents) {}
