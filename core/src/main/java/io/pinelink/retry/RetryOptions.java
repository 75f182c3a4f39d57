package io.pinelink.retry;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a client tries calls again that failed in a way that may pass.
 *
 * <p>What is tried again: {@code UNAVAILABLE}, {@code RESOURCE_EXHAUSTED}, {@code ABORTED}, {@code
 * INTERNAL} and {@code DEADLINE_EXCEEDED} of the service, which are the HTTP statuses 408, 429,
 * 500, 502, 503 and 504, and connections that failed. Only an operation that is idempotent is, or a
 * call on which the service surely did not act: it was refused with 429, or nothing of it was
 * looked at.
 *
 * <p>All tries and the waits between them are within the timeout of the call. Before the second try
 * the wait is anything from zero to the first backoff, before each further one up to twice as much,
 * and never more than the longest. A service that says when to come back is obeyed: then the wait
 * is what it says, and the backoff on top, so that not all come back at once. Where the call's
 * timeout does not cover the wait, the call fails at once.
 *
 * <p>Each host has a budget of tokens. A try that fails takes one, a call that is answered gives
 * back a part of one, and while no more than half are left nothing is tried again.
 *
 * <p>Immutable and thread-safe.
 */
public final class RetryOptions {
  private static final int MAX_ATTEMPTS = 20;
  private static final int MAX_TOKENS = 1_000;
  private static final long NANOS = 1_000_000_000;
  private static final Duration MIN_DEFAULT_ATTEMPT = Duration.ofSeconds(10);
  private static final RetryOptions DEFAULTS = builder().build();
  private static final RetryOptions NONE = builder().maxAttempts(1).build();

  private final int maxAttempts;
  private final Duration firstBackoff;
  private final Duration maxBackoff;
  private final @Nullable Duration attemptTimeout;
  private final int budgetTokens;
  private final double tokensPerSuccess;

  private RetryOptions(Builder builder) {
    this.maxAttempts = builder.maxAttempts;
    this.firstBackoff = builder.firstBackoff;
    this.maxBackoff = builder.maxBackoff;
    this.attemptTimeout = builder.attemptTimeout;
    this.budgetTokens = builder.budgetTokens;
    this.tokensPerSuccess = builder.tokensPerSuccess;
  }

  /** At most 4 tries; see the {@link Builder} for the rest. */
  public static RetryOptions defaults() {
    return DEFAULTS;
  }

  /**
   * No call is tried again, and none is given up before its own timeout. A call that was not looked
   * at because its connection had ended is still sent once more.
   */
  public static RetryOptions none() {
    return NONE;
  }

  /** Begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Begins with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.maxAttempts = maxAttempts;
    builder.firstBackoff = firstBackoff;
    builder.maxBackoff = maxBackoff;
    builder.attemptTimeout = attemptTimeout;
    builder.budgetTokens = budgetTokens;
    builder.tokensPerSuccess = tokensPerSuccess;
    return builder;
  }

  /** The most tries of a call, the first among them. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** The longest wait before the second try. */
  public Duration firstBackoff() {
    return firstBackoff;
  }

  /** The longest wait before any try, unless the service asks for a longer one. */
  public Duration maxBackoff() {
    return maxBackoff;
  }

  /** How long one try may take; empty if it depends on the call. */
  public Optional<Duration> attemptTimeout() {
    return Optional.ofNullable(attemptTimeout);
  }

  /**
   * How long one try may take of an idempotent call that may take this long in all.
   *
   * @param timeout the call's
   */
  public Duration attemptTimeout(Duration timeout) {
    if (maxAttempts == 1) {
      return timeout;
    }
    if (attemptTimeout != null) {
      return attemptTimeout;
    }
    Duration half = half(timeout);
    return half.compareTo(MIN_DEFAULT_ATTEMPT) < 0 ? MIN_DEFAULT_ATTEMPT : half;
  }

  /** Each call asks, and the JDK divides durations by way of {@code BigDecimal}. */
  private static Duration half(Duration timeout) {
    long seconds = timeout.getSeconds();
    return Duration.ofSeconds(seconds / 2, (seconds % 2 * NANOS + timeout.getNano()) / 2);
  }

  /** The tokens of a host that is well. */
  public int budgetTokens() {
    return budgetTokens;
  }

  /** What a call that is answered gives back. */
  public double tokensPerSuccess() {
    return tokensPerSuccess;
  }

  @Override
  public String toString() {
    return "RetryOptions[maxAttempts="
        + maxAttempts
        + ", backoff="
        + firstBackoff
        + " to "
        + maxBackoff
        + ", attemptTimeout="
        + (attemptTimeout == null ? "by call" : attemptTimeout)
        + ", budget="
        + budgetTokens
        + " tokens, "
        + tokensPerSuccess
        + " per success]";
  }

  /** Builds {@link RetryOptions}. Not thread-safe. */
  public static final class Builder {
    private int maxAttempts = 4;
    private Duration firstBackoff = Duration.ofMillis(200);
    private Duration maxBackoff = Duration.ofSeconds(5);
    private @Nullable Duration attemptTimeout;
    private int budgetTokens = 40;
    private double tokensPerSuccess = 0.3;

    private Builder() {}

    /**
     * The most tries of a call, the first among them, from 1 to 20. Default: 4.
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
     * The waits between tries: each is anything from zero to a bound, which doubles from {@code
     * first} to {@code longest}. Default: 200 ms to 5 s.
     *
     * @throws IllegalArgumentException if {@code first} is not positive, or longer than {@code
     *     longest}
     */
    public Builder backoff(Duration first, Duration longest) {
      checkPositive("first", first);
      if (longest.compareTo(first) < 0) {
        throw new IllegalArgumentException(
            "longest is " + longest + ", expected at least first, " + first);
      }
      this.firstBackoff = first;
      this.maxBackoff = longest;
      return this;
    }

    /**
     * How long one try of an idempotent operation may take: after that it is given up and, if there
     * is time, made again. It never makes a call longer than the call's own timeout. Other
     * operations are left alone, since they could not be made again. Default: half of the call's
     * timeout, but at least 10 s: 15 s of the client's 30.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder attemptTimeout(Duration timeout) {
      checkPositive("attemptTimeout", timeout);
      this.attemptTimeout = timeout;
      return this;
    }

    /**
     * The retry budget of each host. Of a backend that fails all calls, no more than half of the
     * tokens are ever tried again. Where a part {@code p} of the tries fails, tries go on as long
     * as {@code p < perSuccess / (1 + perSuccess)}, by default 23 %. Default: 40 tokens, 0.3.
     *
     * @param tokens of a host that is well, from 2 to 1,000
     * @param perSuccess what a call that is answered gives back, from 0.001 to 1
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

    /** The options. */
    public RetryOptions build() {
      return new RetryOptions(this);
    }

    private static void checkPositive(String name, Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(name + " is " + duration + ", expected more than zero");
      }
    }
  }
}
