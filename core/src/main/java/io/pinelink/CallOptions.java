package io.pinelink;

import io.pinelink.internal.call.Caller;
import io.pinelink.internal.validation.Check;
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
  private static final CallOptions DEFAULTS = new CallOptions(null, false);

  private final @Nullable Duration timeout;
  private final boolean once;

  private CallOptions(@Nullable Duration timeout, boolean once) {
    this.timeout = timeout;
    this.once = once;
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
    return new CallOptions(Check.timeout(timeout), false);
  }

  /**
   * The same, for calls that are not tried again if they fail, whatever the client's {@link
   * io.pinelink.retry.RetryOptions}: for who tries again by other rules. One that was not looked at
   * because its connection had ended is still sent once more.
   */
  public CallOptions once() {
    return new CallOptions(timeout, true);
  }

  /** How long a call may take; empty for the client's setting. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Whether calls are not tried again. */
  public boolean isOnce() {
    return once;
  }

  /** Returns a caller with these settings. */
  Caller applyTo(Caller caller) {
    return caller.with(timeout, once);
  }
}
