package io.pinelink;

import io.pinelink.internal.call.Caller;
import io.pinelink.internal.validation.Check;
import io.pinelink.spi.ExtraHeaders;
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
  private static final CallOptions DEFAULTS = new CallOptions(null, false, ExtraHeaders.none());

  private final @Nullable Duration timeout;
  private final boolean once;
  private final ExtraHeaders headers;

  private CallOptions(@Nullable Duration timeout, boolean once, ExtraHeaders headers) {
    this.timeout = timeout;
    this.once = once;
    this.headers = headers;
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
    return new CallOptions(Check.timeout(timeout), false, ExtraHeaders.none());
  }

  /**
   * The same, for calls that are not tried again if they fail, whatever the client's {@link
   * io.pinelink.retry.RetryOptions}: for who tries again by other rules. One that was not looked at
   * because its connection had ended is still sent once more.
   */
  public CallOptions once() {
    return new CallOptions(timeout, true, headers);
  }

  /**
   * Returns the same options with a header, which is sent besides those of the client. It replaces
   * a header of the same name, of these options or of the client.
   *
   * <p>The value may be a secret, as {@link ClientBuilder#header} describes.
   *
   * @param name letters, digits, hyphens, underscores and dots; sent in lower case
   * @param value visible ASCII characters, with spaces in between
   * @throws IllegalArgumentException if the name or the value is invalid, if the client sets this
   *     header itself, or if all headers have more than 8 KiB; {@code with} throws it too, if they
   *     are too large together with those of the client
   */
  public CallOptions header(String name, String value) {
    return new CallOptions(timeout, once, headers.with(name, value));
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
    return caller.with(timeout, once).with(headers);
  }
}
