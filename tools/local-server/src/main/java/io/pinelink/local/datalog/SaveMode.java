package io.pinelink.local.datalog;

import java.time.Duration;

/**
 * When changes are saved.
 *
 * @param kind whether the response to a change waits for it
 * @param interval the time between two saves; zero unless the kind is {@link Kind#INTERVAL}
 */
public record SaveMode(Kind kind, Duration interval) {
  /** A kind of modes. */
  public enum Kind {
    /** Before the response, the operating system has the change. */
    ALWAYS,
    /** Before the response, the disk has the change. */
    FORCED,
    /** The operating system gets all changes at intervals. */
    INTERVAL,
    /** All data is saved when the server stops. */
    ON_STOP
  }

  /** Returns the mode as the command line has it. */
  public String toText() {
    return switch (kind) {
      case ALWAYS -> "always";
      case FORCED -> "forced";
      case INTERVAL -> interval.toMillis() / 1e3 + "s";
      case ON_STOP -> "stop";
    };
  }

  boolean isForced() {
    return kind == Kind.FORCED;
  }

  boolean isBuffered() {
    return kind == Kind.INTERVAL;
  }

  boolean hasLog() {
    return kind != Kind.ON_STOP;
  }
}
