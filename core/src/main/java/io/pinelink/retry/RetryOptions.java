package io.pinelink.retry;

import io.pinelink.internal.validation.DurationText;
import io.pinelink.model.Built;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of retries of transient failures.
 *
 * <p>Retried failures are the codes {@code UNAVAILABLE}, {@code RESOURCE_EXHAUSTED}, {@code
 * ABORTED}, {@code INTERNAL} and {@code DEADLINE_EXCEEDED} of the service, which are the HTTP
 * statuses 408, 429, 500, 502, 503 and 504, and failed connections. A 429 for a monthly quota is
 * not retried. A call is retried only if its operation is idempotent or if the service certainly
 * did not execute it: the call was refused with 429, or the request was not processed.
 *
 * <p>The timeout of the call covers all attempts and the waits between them. The wait before the
 * second attempt is random, between zero and the first backoff. The bound doubles with each further
 * attempt, up to the maximum backoff. If the service requests a wait, the client waits that long
 * plus the backoff, so that clients do not all return at once. After a long wait, the backoff is up
 * to a quarter of it. If the call's timeout does not cover the wait, the call fails immediately.
 *
 * <p>Each host has a budget of tokens. A failed attempt takes one token, and two if there are too
 * many calls; a call that receives a response returns a fraction of one. Nothing is retried while
 * half of the tokens or fewer are left, or after several failures in a row: 4, the attempts of a
 * call, or a tenth of the tokens, whichever is most. Failures within a tenth of a second are one in
 * a row.
 *
 * <p>Immutable and thread-safe.
 */
public final class RetryOptions extends Built<RetryOptions.Builder> {
  private static final int MAX_ATTEMPTS = 20;
  private static final int MAX_TOKENS = 1_000;
  private static final long NANOS = 1_000_000_000;
  private static final Duration MIN_DEFAULT_ATTEMPT = Duration.ofSeconds(10);
  private static final RetryOptions DEFAULTS = builder().build();
  private static final RetryOptions NONE = builder().maxAttempts(1).build();

  private RetryOptions(Builder builder) {
    super(builder);
  }

  /** Returns the default options: at most 4 attempts, and the defaults of the {@link Builder}. */
  public static RetryOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns options without retries and without a timeout per attempt. A call that the server did
   * not process because its connection had ended is still sent a second time.
   */
  public static RetryOptions none() {
    return NONE;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the maximum number of attempts of a call, including the first. */
  public int maxAttempts() {
    return settings.maxAttempts;
  }

  /** Returns the maximum wait before the second attempt. */
  public Duration firstBackoff() {
    return settings.firstBackoff;
  }

  /** Returns the maximum wait before any attempt, unless the service requests a longer one. */
  public Duration maxBackoff() {
    return settings.maxBackoff;
  }

  /** Returns the timeout of one attempt; empty if it depends on the call. */
  public Optional<Duration> attemptTimeout() {
    return Optional.ofNullable(settings.attemptTimeout);
  }

  /**
   * Returns the timeout of one attempt of an idempotent call.
   *
   * @param timeout the timeout of the whole call
   */
  public Duration attemptTimeout(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout is null");
    if (settings.maxAttempts == 1) {
      return timeout;
    }
    if (settings.attemptTimeout != null) {
      return settings.attemptTimeout;
    }
    Duration half = half(timeout);
    return half.compareTo(MIN_DEFAULT_ATTEMPT) < 0 ? MIN_DEFAULT_ATTEMPT : half;
  }

  /**
   * Returns half of a timeout. Each call needs it, and the JDK divides durations with {@code
   * BigDecimal}.
   */
  private static Duration half(Duration timeout) {
    long seconds = timeout.getSeconds();
    return Duration.ofSeconds(seconds / 2, (seconds % 2 * NANOS + timeout.getNano()) / 2);
  }

  /** Returns the tokens of a host whose calls succeed. */
  public int budgetTokens() {
    return settings.budgetTokens;
  }

  /** Returns the tokens that a call with a response returns to the budget. */
  public double tokensPerSuccess() {
    return settings.tokensPerSuccess;
  }

  @Override
  public String toString() {
    return "RetryOptions[maxAttempts="
        + settings.maxAttempts
        + ", backoff="
        + settings.firstBackoff
        + " to "
        + settings.maxBackoff
        + ", attemptTimeout="
        + (settings.attemptTimeout == null ? "by call" : settings.attemptTimeout)
        + ", budget="
        + settings.budgetTokens
        + " tokens, "
        + settings.tokensPerSuccess
        + " per success]";
  }

  /** Builds {@link RetryOptions}. Not thread-safe. */
  public static final class Builder extends Settings {
    private int maxAttempts = 4;
    private Duration firstBackoff = Duration.ofMillis(200);
    private Duration maxBackoff = Duration.ofSeconds(5);
    private @Nullable Duration attemptTimeout;
    private int budgetTokens = 40;
    private double tokensPerSuccess = 0.3;

    private Builder() {}

    /**
     * Sets the maximum number of attempts of a call, including the first, from 1 to 20. Default: 4.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxAttempts(int max) {
      if (max < 1 || max > MAX_ATTEMPTS) {
        throw new IllegalArgumentException(
            "maxAttempts is " + max + ", expected 1 to " + MAX_ATTEMPTS);
      }
      this.maxAttempts = max;
      return this;
    }

    /**
     * Sets the waits between attempts. Each is random, between zero and a bound that doubles from
     * {@code first} to {@code longest}. Default: 200 ms to 5 s.
     *
     * @throws IllegalArgumentException if {@code first} is not positive, or longer than {@code
     *     longest}
     */
    public Builder backoff(Duration first, Duration longest) {
      Objects.requireNonNull(first, "first is null");
      checkPositive("first", first);
      if (longest.compareTo(first) < 0) {
        throw new IllegalArgumentException(
            "longest is %s, expected at least first, %s"
                .formatted(DurationText.of(longest), DurationText.of(first)));
      }
      this.firstBackoff = Objects.requireNonNull(first, "first is null");
      this.maxBackoff = longest;
      return this;
    }

    /**
     * Sets the timeout of one attempt of an idempotent operation. An attempt that exceeds it is
     * cancelled and, if there is time, retried. It never extends the call's own timeout. Other
     * operations are not affected, since they could not be retried. Default: half of the call's
     * timeout, but at least 10 s; 15 s with the client's default timeout of 30 s.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder attemptTimeout(Duration timeout) {
      Objects.requireNonNull(timeout, "timeout is null");
      checkPositive("attemptTimeout", timeout);
      this.attemptTimeout = Objects.requireNonNull(timeout, "timeout is null");
      return this;
    }

    /**
     * Sets the retry budget of each host. If all calls to a host fail, retries stop after half of
     * the tokens. If a fraction {@code p} of the attempts fails, retries continue as long as {@code
     * p < perSuccess / (1 + perSuccess)}, by default 23 %. Default: 40 tokens, 0.3.
     *
     * @param tokens the tokens of a host whose calls succeed, from 2 to 1,000
     * @param perSuccess the tokens that a call with a response returns, from 0.001 to 1
     * @throws IllegalArgumentException if a number is out of range
     */
    public Builder budget(int tokens, double perSuccess) {
      if (tokens < 2 || tokens > MAX_TOKENS) {
        throw new IllegalArgumentException("tokens is " + tokens + ", expected 2 to " + MAX_TOKENS);
      }
      if (!(perSuccess >= 0.001 && perSuccess <= 1)) {
        throw new IllegalArgumentException("perSuccess is " + perSuccess + ", expected 0.001 to 1");
      }
      this.budgetTokens = tokens;
      this.tokensPerSuccess = perSuccess;
      return this;
    }

    /** Returns the options. */
    public RetryOptions build() {
      return new RetryOptions(this);
    }

    private static void checkPositive(String name, Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(
            name + " is " + DurationText.of(duration) + ", expected more than zero");
      }
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          maxAttempts, firstBackoff, maxBackoff, attemptTimeout, budgetTokens, tokensPerSuccess);
    }
  }
}
