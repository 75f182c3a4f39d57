package io.pinelink.server.internal.control;

import java.time.Instant;
import java.util.UUID;

/**
 * The conversion of an index into a document index. Its outcome is known from the start and
 * reported once the job has ended.
 *
 * @param number the position in the list, which is smaller for newer jobs
 * @param endsAt when the new index is ready
 * @param onError the handling of records that cannot be converted
 * @param converted the number of converted records
 * @param skipped the number of records that could not be converted
 * @param failed whether a record ended the job
 */
record ConversionJob(
    long number,
    UUID id,
    String sourceName,
    UUID sourceId,
    String targetName,
    UUID targetId,
    Instant endsAt,
    String onError,
    long converted,
    long skipped,
    boolean failed,
    Instant createdAt) {}
