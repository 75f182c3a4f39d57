package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A backup schedule as the control plane describes it.
 *
 * <p>Source: BackupScheduleResponse, API version 2026-07. A time that is not in the format of RFC
 * 3339 is treated as missing.
 *
 * @param id the service's id of the schedule
 * @param name the name of the schedule
 * @param indexId the service's id of the index that is backed up
 * @param projectId the id of the project of the index
 * @param type the service's name of the kind of schedule, such as {@code time-based}; open
 * @param frequency the interval between backups
 * @param expireAfterDays the number of days for which each backup is kept
 * @param enabled whether the schedule runs
 * @param nextScheduledRun the time of the next backup; empty if the schedule is disabled
 * @param createdAt when the schedule was created; empty if the service did not report it
 * @param info the info of the response, which all schedules of one list share
 */
public record BackupScheduleDescription(
    String id,
    String name,
    String indexId,
    String projectId,
    String type,
    BackupFrequency frequency,
    int expireAfterDays,
    boolean enabled,
    Optional<Instant> nextScheduledRun,
    Optional<Instant> createdAt,
    ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public BackupScheduleDescription {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(indexId, "indexId");
    Objects.requireNonNull(projectId, "projectId");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(frequency, "frequency");
    Objects.requireNonNull(nextScheduledRun, "nextScheduledRun");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(info, "info");
  }
}
