package io.pinelink.server.internal.control;

import io.pinelink.server.internal.saving.SavedCopy;
import java.time.Instant;

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
    SavedCopy copy) {}
