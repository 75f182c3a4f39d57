package io.pinelink.server.internal.control;

import io.pinelink.server.internal.saving.SavedCopy;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IndexShape;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup: a copy of a serverless index at a point in time.
 *
 * @param number the number of earlier backups
 * @param name the name of the backup; null for none
 * @param description the description of the backup; null for none
 * @param schema the declared fields of a document index; null for any other index
 * @param settings the settings of the index at that time
 * @param scheduleId the id of the schedule that made the backup; null for none
 * @param expiresAt when the backup is removed; null if it is kept
 */
record StoredBackup(
    long number,
    UUID id,
    @Nullable String name,
    @Nullable String description,
    String sourceName,
    UUID sourceId,
    IndexShape shape,
    @Nullable DocumentSchema schema,
    IndexResource.Settings settings,
    Instant createdAt,
    Instant readyAt,
    SavedCopy copy,
    @Nullable UUID scheduleId,
    @Nullable Instant expiresAt) {}
