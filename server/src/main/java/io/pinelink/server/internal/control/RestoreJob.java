package io.pinelink.server.internal.control;

import java.time.Instant;
import java.util.UUID;

/**
 * The making of an index from a backup.
 *
 * @param number how many jobs came before it
 */
record RestoreJob(
    long number,
    UUID id,
    UUID backupId,
    String targetName,
    UUID targetId,
    Instant createdAt,
    Instant completedAt) {}
