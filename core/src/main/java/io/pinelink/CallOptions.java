package io.pinelink;

import io.pinelink.internal.call.Caller;
import io.pinelink.internal.validation.Check;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings for individual calls, applied with {@link Index#with} and its counterparts. A setting
 * that is not given is the client's.
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

  /** Returns options that keep all of the client's settings. */
  public static CallOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns a copy of these options with a timeout for each call, all attempts together.
   *
   * @throws IllegalArgumentException if the timeout is zero or negative
   */
  public CallOptions timeout(Duration timeout) {
    return new CallOptions(Check.timeout(timeout), once, headers);
  }

  /**
   * Returns a copy of these options without retries, regardless of the client's {@link
   * io.pinelink.retry.RetryOptions}, for code that has its own retry policy. A call that the server
   * did not process because its connection was closing is still resent once.
   */
  public CallOptions once() {
    return new CallOptions(timeout, true, headers);
  }

  /**
   * Returns a copy of these options with a header, which is sent in addition to the client's
   * headers. It replaces a header of the same name, of these options or of the client.
   *
   * <p>The value may be a secret, as {@link ClientBuilder#header} describes.
   *
   * @param name letters, digits, hyphens, underscores and dots; sent in lower case
   * @param value visible ASCII characters, with spaces in between
   * @throws IllegalArgumentException if the name or the value is invalid, if the client sets this
   *     header itself, or if all headers have more than 8 KiB; {@code with} throws it too, if they
   *     exceed this limit together with the headers of the client
   */
  public CallOptions header(String name, String value) {
    return new CallOptions(timeout, once, headers.with(name, value));
  }

  /** Returns the timeout of a call; empty for the client's setting. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Returns whether retries are disabled. */
  public boolean isOnce() {
    return once;
  }

  /** Returns the headers that these options add to the headers of the client. */
  public Map<String, String> headers() {
    Map<String, String> all = new LinkedHashMap<>();
    headers.forEach(all::put);
    return Collections.unmodifiableMap(all);
  }

  /** Returns a caller with these settings. */
  Caller applyTo(Caller caller) {
    return caller.with(timeout, once).with(headers);
  }
}
