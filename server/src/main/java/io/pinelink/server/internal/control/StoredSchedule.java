package io.pinelink.server.internal.control;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A backup schedule of an index.
 *
 * @param number the number of earlier schedules
 * @param expireAfterDays the number of days for which a backup is kept
 * @param start the time from which the intervals are counted
 * @param runs the number of intervals that have passed since then
 * @param nextBackup the id of the next backup
 */
record StoredSchedule(
    long number,
    UUID id,
    String name,
    UUID indexId,
    Instant createdAt,
    ScheduleFrequency frequency,
    int expireAfterDays,
    boolean enabled,
    Instant start,
    long runs,
    UUID nextBackup) {
  /** Returns when the next backup is due, if the schedule is enabled. */
  Instant nextRun() {
    return frequency.after(start, runs + 1);
  }

  /** Returns when the next backup was planned: at the previous run, or at the start. */
  Instant plannedAt() {
    return frequency.after(start, runs);
  }

  /** Returns when a backup of the schedule is removed. */
  Instant expiryOf(Instant createdAt) {
    return createdAt.plus(Duration.ofDays(expireAfterDays));
  }

  /** Returns this schedule after its next run. */
  StoredSchedule afterRun() {
    return with(frequency, expireAfterDays, enabled, start, runs + 1, UUID.randomUUID());
  }

  /** Returns this schedule with another retention, which applies to later backups. */
  StoredSchedule keepingFor(int days) {
    return with(frequency, days, enabled, start, runs, nextBackup);
  }

  /** Returns this schedule with intervals that are counted from a given time. */
  StoredSchedule startingAt(Instant time, ScheduleFrequency interval, boolean isEnabled) {
    return with(interval, expireAfterDays, isEnabled, time, 0, UUID.randomUUID());
  }

  private StoredSchedule with(
      ScheduleFrequency interval, int days, boolean on, Instant from, long passed, UUID backup) {
    return new StoredSchedule(
        number, id, name, indexId, createdAt, interval, days, on, from, passed, backup);
  }
}
