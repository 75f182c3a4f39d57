package io.pinelink.control;

import java.util.Objects;

/**
 * The interval between the backups of a schedule. Open: an interval that this client does not know
 * keeps the service's name.
 *
 * @param value the service's name
 */
public record BackupFrequency(String value) {
  /** A backup each day. */
  public static final BackupFrequency DAILY = new BackupFrequency("daily");

  /** A backup each week. */
  public static final BackupFrequency WEEKLY = new BackupFrequency("weekly");

  /** A backup each month. */
  public static final BackupFrequency MONTHLY = new BackupFrequency("monthly");

  /** Checks that no part is null. */
  public BackupFrequency {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
