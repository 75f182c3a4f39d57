package io.pinelink.control;

/** The rule for how long the backups of a schedule are kept. */
final class BackupRetentionRule {
  private BackupRetentionRule() {}

  /** Returns the number of days after checking it; the service's maximum is not documented. */
  static int check(int expireAfterDays) {
    if (expireAfterDays < 1) {
      throw new IllegalArgumentException(
          "expireAfterDays is " + expireAfterDays + ", expected 1 or more");
    }
    return expireAfterDays;
  }
}
