package io.pinelink;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of single calls, given with {@link Index#with} and the like; what is not given is the
 * client's.
 *
 * <p>Immutable and thread-safe.
 */
public final class CallOptions {
  private static final CallOptions DEFAULTS = new CallOptions(null);

  private final @Nullable Duration timeout;

  private CallOptions(@Nullable Duration timeout) {
    this.timeout = timeout;
  }

  /** The client's settings. */
  public static CallOptions defaults() {
    return DEFAULTS;
  }

  /**
   * How long a call may take, all attempts together.
   *
   * @throws IllegalArgumentException if it is zero or negative
   */
  public static CallOptions timeout(Duration timeout) {
    return new CallOptions(checkTimeout(timeout));
  }

  static Duration checkTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is " + timeout + ", expected more than zero");
    }
    return timeout;
  }

  /** How long a call may take; empty for the client's setting. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }
}
