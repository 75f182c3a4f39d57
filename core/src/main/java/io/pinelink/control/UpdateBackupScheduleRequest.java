package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request to change a backup schedule. Settings that are not given are unchanged.
 *
 * <p>Immutable and thread-safe. Source: updateBackupSchedule, API version 2026-07.
 */
public final class UpdateBackupScheduleRequest extends Built<UpdateBackupScheduleRequest.Builder> {

  private UpdateBackupScheduleRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for a change to the schedule with this id; at least one setting must be set.
   */
  public static Builder builder(String scheduleId) {
    return new Builder(scheduleId);
  }

  public String scheduleId() {
    return settings.scheduleId;
  }

  public Optional<BackupFrequency> frequency() {
    return Optional.ofNullable(settings.frequency);
  }

  public OptionalInt expireAfterDays() {
    return settings.expireAfterDays == null
        ? OptionalInt.empty()
        : OptionalInt.of(settings.expireAfterDays);
  }

  public Optional<Boolean> enabled() {
    return Optional.ofNullable(settings.enabled);
  }

  @Override
  public String toString() {
    return "UpdateBackupScheduleRequest[" + settings.scheduleId + "]";
  }

  /** Builds an {@link UpdateBackupScheduleRequest}. */
  public static final class Builder extends Settings {
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

    @Override
    protected List<?> parts() {
      return Arrays.asList(scheduleId, frequency, expireAfterDays, enabled);
    }
  }
}
