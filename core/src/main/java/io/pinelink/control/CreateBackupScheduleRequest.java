package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to back up an index at a regular interval. An index has at most one schedule that is
 * enabled; indexes on pods have none.
 *
 * <pre>{@code
 * CreateBackupScheduleRequest.of("docs", "nightly", BackupFrequency.DAILY, 30)
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: createBackupSchedule, API version 2026-07.
 */
public final class CreateBackupScheduleRequest {
  private final String index;
  private final String name;
  private final BackupFrequency frequency;
  private final int expireAfterDays;

  private CreateBackupScheduleRequest(
      String index, String name, BackupFrequency frequency, int expireAfterDays) {
    Check.notBlank("frequency", frequency.value());
    this.index = Check.resourceName("index", index);
    this.name = Check.notBlank("name", name);
    this.frequency = frequency;
    this.expireAfterDays = BackupRetentionRule.check(expireAfterDays);
  }

  /**
   * Returns a request for a schedule.
   *
   * @param index the name of the index
   * @param name the name of the schedule, not blank
   * @param frequency the interval between backups
   * @param expireAfterDays the number of days for which each backup is kept, 1 or more; the service
   *     has a maximum
   */
  public static CreateBackupScheduleRequest of(
      String index, String name, BackupFrequency frequency, int expireAfterDays) {
    return new CreateBackupScheduleRequest(index, name, frequency, expireAfterDays);
  }

  /** Returns the name of the index. */
  public String index() {
    return index;
  }

  /** Returns the name of the schedule. */
  public String name() {
    return name;
  }

  /** Returns the interval between backups. */
  public BackupFrequency frequency() {
    return frequency;
  }

  /** Returns the number of days for which each backup is kept. */
  public int expireAfterDays() {
    return expireAfterDays;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateBackupScheduleRequest that
        && that.index.equals(index)
        && that.name.equals(name)
        && that.frequency.equals(frequency)
        && that.expireAfterDays == expireAfterDays;
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, name, frequency, expireAfterDays);
  }

  @Override
  public String toString() {
    return "CreateBackupScheduleRequest[" + index + ", " + name + "]";
  }
}
