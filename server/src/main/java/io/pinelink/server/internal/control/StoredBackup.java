package io.pinelink.server.internal.control;

import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.StoredVector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a serverless index was when somebody made a backup of it.
 *
 * @param number how many backups came before it
 * @param name null for none
 * @param description null for none
 * @param settings those of the index at that time
 */
record StoredBackup(
    long number,
    UUID id,
    @Nullable String name,
    @Nullable String description,
    String sourceName,
    UUID sourceId,
    IndexShape shape,
    IndexResource.Settings settings,
    Instant createdAt,
    Instant readyAt,
    Map<String, List<StoredVector>> contents) {}
