package io.pinelink.server.internal.control;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The interval between the backups of a schedule, in UTC. */
enum ScheduleFrequency {
  DAILY(ChronoUnit.DAYS),
  WEEKLY(ChronoUnit.WEEKS),
  MONTHLY(ChronoUnit.MONTHS);

  /** The names of all intervals in the API. */
  static final Set<String> NAMES =
      Arrays.stream(values())
          .map(ScheduleFrequency::wireName)
          .collect(Collectors.toCollection(TreeSet::new));

  private final ChronoUnit unit;

  ScheduleFrequency(ChronoUnit unit) {
    this.unit = unit;
  }

  /** Returns the interval of a name in the API. */
  static ScheduleFrequency of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the time of a run. A month that lacks the day of the start has its run on its last day.
   *
   * @param runs the number of intervals since the start
   */
  Instant after(Instant start, long runs) {
    return start.atOffset(ZoneOffset.UTC).plus(runs, unit).toInstant();
  }
}
