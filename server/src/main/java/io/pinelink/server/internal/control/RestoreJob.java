package io.pinelink.server.internal.control;

import java.time.Instant;
import java.util.UUID;

/**
 * The creation of an index from a backup.
 *
 * @param number the number of earlier jobs
 */
record RestoreJob(
    long number,
    UUID id,
    UUID backupId,
    String targetName,
    UUID targetId,
    Instant createdAt,
    Instant completedAt) {}
