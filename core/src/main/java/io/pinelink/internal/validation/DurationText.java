package io.pinelink.internal.validation;

import java.time.Duration;

/** The text of a duration in messages, such as {@code 250 ms}, {@code 10 s} or {@code 2 min}. */
public final class DurationText {
  private static final long MILLIS_OF_SECOND = 1_000;
  private static final long MILLIS_OF_TENTH = 100;
  private static final long SECONDS_OF_MINUTE = 60;

  private DurationText() {}

  /**
   * Returns a duration in its two largest units, rounded up: to milliseconds below a second, to
   * tenths of a second below a minute.
   */
  public static String of(Duration duration) {
    if (duration.isNegative()) {
      return "-" + of(duration.negated());
    }
    long millis = duration.toNanos() == 0 ? 0 : (duration.minusNanos(1).toMillis() + 1);
    if (millis < MILLIS_OF_SECOND) {
      return millis + " ms";
    }
    long tenths = (millis + MILLIS_OF_TENTH - 1) / MILLIS_OF_TENTH;
    if (tenths < SECONDS_OF_MINUTE * 10) {
      return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
    Duration whole = Duration.ofSeconds((millis + MILLIS_OF_SECOND - 1) / MILLIS_OF_SECOND);
    if (whole.toHours() == 0) {
      return two(whole.toMinutes(), " min", whole.toSecondsPart(), " s");
    }
    return whole.toDays() == 0
        ? two(whole.toHours(), " h", whole.toMinutesPart(), " min")
        : two(whole.toDays(), " d", whole.toHoursPart(), " h");
  }

  private static String two(long first, String unit, long second, String smaller) {
    return first + unit + (second == 0 ? "" : " " + second + smaller);
  }
}
