package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A restore job, which creates an index from a backup.
 *
 * <p>Source: RestoreJobModel, API version 2026-04. A time that is not in the format of RFC 3339 is
 * treated as missing.
 *
 * @param id the service's id of the job
 * @param backupId the id of the backup that is restored
 * @param targetIndexName the name of the new index
 * @param targetIndexId the service's id of the new index
 * @param status the service's name of the status, such as {@code Pending}, {@code Completed},
 *     {@code Failed} or {@code Cancelled}; open
 * @param createdAt when the job began; empty if the service did not report it
 * @param completedAt when the job ended; empty if it has not
 * @param percentComplete the progress, 0 to 100; empty if the service did not report it
 * @param info the info of the response, which all jobs of one list share
 */
public record RestoreJobDescription(
    String id,
    String backupId,
    String targetIndexName,
    String targetIndexId,
    String status,
    Optional<Instant> createdAt,
    Optional<Instant> completedAt,
    OptionalDouble percentComplete,
    ResponseInfo info)
    implements Response {
  private static final Set<String> ENDED = Set.of("Failed", "Cancelled");

  /** Checks that no part is null. */
  public RestoreJobDescription {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(backupId, "backupId");
    Objects.requireNonNull(targetIndexName, "targetIndexName");
    Objects.requireNonNull(targetIndexId, "targetIndexId");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(completedAt, "completedAt");
    Objects.requireNonNull(percentComplete, "percentComplete");
    Objects.requireNonNull(info, "info");
  }

  /** Returns whether the index was created and has the data. */
  public boolean isCompleted() {
    return status.equals("Completed");
  }

  /** Returns whether the job ended without an index. */
  public boolean isFailed() {
    return ENDED.contains(status);
  }
}
