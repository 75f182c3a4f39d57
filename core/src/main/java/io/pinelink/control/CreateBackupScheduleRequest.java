package io.pinelink.control;

import io.pinelink.internal.validation.Check;

/**
 * A request to back up an index at a regular interval. An index has at most one schedule that is
 * enabled; indexes on pods have none.
 *
 * <pre>{@code
 * new CreateBackupScheduleRequest("docs", "nightly", BackupFrequency.DAILY, 30)
 * }</pre>
 *
 * <p>Source: createBackupSchedule, API version 2026-07.
 *
 * @param index the name of the index
 * @param name the name of the schedule, not blank
 * @param frequency the interval between backups
 * @param expireAfterDays the number of days for which each backup is kept, 1 or more; the service
 *     has a maximum
 */
public record CreateBackupScheduleRequest(
    String index, String name, BackupFrequency frequency, int expireAfterDays) {
  /** Checks the values. */
  public CreateBackupScheduleRequest {
    Check.resourceName("index", index);
    Check.notBlank("name", name);
    Check.notBlank("frequency", frequency.value());
    BackupRetentionRule.check(expireAfterDays);
  }
}
