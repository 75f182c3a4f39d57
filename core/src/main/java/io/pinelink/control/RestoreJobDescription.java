package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A restore job, which creates an index from a backup.
 *
 * <p>Source: RestoreJobModel, API version 2026-04. A time that is not in the format of RFC 3339 is
 * treated as missing.
 */
public sealed interface RestoreJobDescription extends Response
    permits io.pinelink.internal.response.ControlResponses.RestoreJobResult {
  /** Returns the service's id of the job. */
  String id();

  /** Returns the id of the backup that is restored. */
  String backupId();

  /** Returns the name of the new index. */
  String targetIndexName();

  /** Returns the service's id of the new index. */
  String targetIndexId();

  /**
   * Returns the service's name of the status, such as {@code Pending}, {@code Completed}, {@code
   * Failed} or {@code Cancelled}; open.
   */
  String status();

  /** Returns when the job began; empty if the service did not report it. */
  Optional<Instant> createdAt();

  /** Returns when the job ended; empty if it has not. */
  Optional<Instant> completedAt();

  /** Returns the progress, 0 to 100; empty if the service did not report it. */
  OptionalDouble percentComplete();

  /** Returns the info of the response, which all jobs of one list share. */
  @Override
  ResponseInfo info();

  /** Returns whether the index was created and has the data. */
  boolean isCompleted();

  /** Returns whether the job ended without an index. */
  boolean isFailed();
}
