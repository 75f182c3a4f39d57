package io.pinelink.server.internal.control;

import io.pinelink.server.internal.store.StoredVector;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a pod index held when somebody made a collection of it.
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
