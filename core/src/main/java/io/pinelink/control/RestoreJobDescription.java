package io.pinelink.control;

import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The making of an index from a backup.
 *
 * <p>Source: RestoreJobModel, API version 2026-04. A time that is not written as RFC 3339 asks for
 * is as good as none.
 *
 * @param id the service's id of the job
 * @param backupId the backup that is restored
 * @param targetIndexName the name of the index that is made
 * @param targetIndexId the service's own id of that index
 * @param status the service's word for how far it is, such as {@code Pending}, {@code Completed},
 *     {@code Failed} or {@code Cancelled}; open
 * @param createdAt when it began; empty if the service did not say
 * @param completedAt when it ended; empty if it has not
 * @param percentComplete how far it is, 0 to 100; empty if the service did not say
 * @param info of the response that told it; jobs of one list share theirs
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
    ResponseInfo info) {
  private static final Set<String> ENDED = Set.of("Failed", "Cancelled");

  /** Whether the index is made and has the data. */
  public boolean isCompleted() {
    return status.equals("Completed");
  }

  /** Whether it ended without an index. */
  public boolean isFailed() {
    return ENDED.contains(status);
  }
}
