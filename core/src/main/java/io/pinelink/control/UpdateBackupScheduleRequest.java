package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request to change a backup schedule. Settings that are not given are unchanged.
 *
 * <p>Immutable and thread-safe. Source: updateBackupSchedule, API version 2026-07.
 */
public final class UpdateBackupScheduleRequest {
  private final String scheduleId;
  private final @Nullable BackupFrequency frequency;
  private final @Nullable Integer expireAfterDays;
  private final @Nullable Boolean enabled;

  private UpdateBackupScheduleRequest(Builder builder) {
    this.scheduleId = builder.scheduleId;
    this.frequency = builder.frequency;
    this.expireAfterDays = builder.expireAfterDays;
    this.enabled = builder.enabled;
  }

  /**
   * Creates a builder for a change to the schedule with this id; at least one setting must be set.
   */
  public static Builder builder(String scheduleId) {
    return new Builder(scheduleId);
  }

  /** Returns the id of the schedule. */
  public String scheduleId() {
    return scheduleId;
  }

  /** Returns the new interval between backups; empty to leave it unchanged. */
  public Optional<BackupFrequency> frequency() {
    return Optional.ofNullable(frequency);
  }

  /** Returns the new number of days for which each backup is kept; empty to leave it unchanged. */
  public OptionalInt expireAfterDays() {
    return expireAfterDays == null ? OptionalInt.empty() : OptionalInt.of(expireAfterDays);
  }

  /** Returns whether the schedule is to run; empty to leave it unchanged. */
  public Optional<Boolean> enabled() {
    return Optional.ofNullable(enabled);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(scheduleId);
    builder.frequency = frequency;
    builder.expireAfterDays = expireAfterDays;
    builder.enabled = enabled;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpdateBackupScheduleRequest that
        && that.scheduleId.equals(scheduleId)
        && Objects.equals(that.frequency, frequency)
        && Objects.equals(that.expireAfterDays, expireAfterDays)
        && Objects.equals(that.enabled, enabled);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheduleId, frequency, expireAfterDays, enabled);
  }

  @Override
  public String toString() {
    return "UpdateBackupScheduleRequest[" + scheduleId + "]";
  }

  /** Builds an {@link UpdateBackupScheduleRequest}. */
  public static final class Builder {
    private final String scheduleId;
    private @Nullable BackupFrequency frequency;
    private @Nullable Integer expireAfterDays;
    private @Nullable Boolean enabled;

    private Builder(String scheduleId) {
      this.scheduleId = Check.notBlank("scheduleId", scheduleId);
    }

    /** Sets the interval between backups. Default: unchanged. */
    public Builder frequency(BackupFrequency frequency) {
      Check.notBlank("frequency", frequency.value());
      this.frequency = frequency;
      return this;
    }

    /** Sets the number of days for which each backup is kept, 1 or more. Default: unchanged. */
    public Builder expireAfterDays(int expireAfterDays) {
      this.expireAfterDays = BackupRetentionRule.check(expireAfterDays);
      return this;
    }

    /**
     * Sets whether the schedule runs. Enabling a disabled schedule starts a backup, and the next
     * ones follow at the interval from that time. Default: unchanged.
     */
    public Builder enabled(boolean enabled) {
      this.enabled = enabled;
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if it changes nothing
     */
    public UpdateBackupScheduleRequest build() {
      if (frequency == null && expireAfterDays == null && enabled == null) {
        throw new IllegalArgumentException(
            "updating backup schedule '"
                + scheduleId
                + "' changes nothing, expected frequency, expireAfterDays or enabled");
      }
      return new UpdateBackupScheduleRequest(this);
    }
  }
}
