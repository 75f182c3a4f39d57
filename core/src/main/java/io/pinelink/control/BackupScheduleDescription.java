package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup schedule as the control plane describes it.
 *
 * <p>Source: BackupScheduleResponse, API version 2026-07. A time that is not in the format of RFC
 * 3339 is treated as missing.
 */
public sealed interface BackupScheduleDescription extends Response
    permits io.pinelink.internal.response.ControlResponses.BackupScheduleResult {
  /** Returns the service's id of the schedule. */
  String id();

  /** Returns the name of the schedule. */
  String name();

  /** Returns the service's id of the index that is backed up. */
  String indexId();

  /** Returns the id of the project of the index. */
  String projectId();

  /** Returns the service's name of the kind of schedule, such as {@code time-based}; open. */
  String type();

  /** Returns the interval between backups. */
  BackupFrequency frequency();

  /** Returns the number of days for which each backup is kept. */
  int expireAfterDays();

  /** Returns whether the schedule runs. */
  boolean enabled();

  /** Returns the time of the next backup; empty if the schedule is disabled. */
  Optional<Instant> nextScheduledRun();

  /** Returns when the schedule was created; empty if the service did not report it. */
  Optional<Instant> createdAt();

  /** Returns the info of the response, which all schedules of one list share. */
  @Override
  ResponseInfo info();
}
