package io.pinelink.local;

import io.pinelink.local.datalog.SaveMode;
import java.time.Duration;
import java.util.Objects;

/**
 * When a server saves changes in its {@linkplain LocalServerBuilder#data data directory}.
 * Immutable.
 */
public final class SavePolicy {
  private static final SavePolicy ALWAYS = of(SaveMode.Kind.ALWAYS, Duration.ZERO);
  private static final SavePolicy FORCED = of(SaveMode.Kind.FORCED, Duration.ZERO);
  private static final SavePolicy ON_STOP = of(SaveMode.Kind.ON_STOP, Duration.ZERO);

  private final SaveMode mode;

  private SavePolicy(SaveMode mode) {
    this.mode = mode;
  }

  private static SavePolicy of(SaveMode.Kind kind, Duration interval) {
    return new SavePolicy(new SaveMode(kind, interval));
  }

  /**
   * Saves each change before the response: the operating system has it then. No acknowledged change
   * is lost if the process is killed at any moment; if the machine loses power, the changes of the
   * last seconds may be. This is the default.
   */
  public static SavePolicy always() {
    return ALWAYS;
  }

  /**
   * Saves each change on the disk before the response. No acknowledged change is lost if the
   * machine loses power. Concurrent writes share the wait for the disk.
   */
  public static SavePolicy forced() {
    return FORCED;
  }

  /**
   * Saves changes at an interval, and when the server stops. If the process is killed, the changes
   * of the last interval may be lost.
   *
   * @throws IllegalArgumentException if the interval is not positive
   */
  public static SavePolicy every(Duration interval) {
    Objects.requireNonNull(interval, "interval is null");
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval is not positive: " + interval);
    }
    return of(SaveMode.Kind.INTERVAL, interval);
  }

  /**
   * Saves everything when the server stops. If the process is killed, all changes since its start
   * are lost.
   */
  public static SavePolicy onStop() {
    return ON_STOP;
  }

  SaveMode mode() {
    return mode;
  }

  /** Returns the policy as the command line has it, such as {@code always}. */
  @Override
  public String toString() {
    return mode.toText();
  }
}
