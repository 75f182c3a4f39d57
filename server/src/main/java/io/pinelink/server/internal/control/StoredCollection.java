package io.pinelink.server.internal.control;

import io.pinelink.server.internal.store.StoredVector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A collection: a copy of the contents of a pod index at a point in time.
 *
 * @param source the name of the index
 * @param copy the id of the contents
 */
record StoredCollection(
    String name,
    String source,
    String environment,
    int dimension,
    Instant readyAt,
    UUID copy,
    Map<String, List<StoredVector>> contents) {}
