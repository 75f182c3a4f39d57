package io.pinelink.network;

import io.pinelink.internal.validation.DurationText;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of connections. Networks silently drop idle flows, so that the next call would hang.
 * A connection is therefore closed before the network drops it.
 *
 * <p>Known idle limits: an AWS interface endpoint drops a flow after 350 seconds and Azure Private
 * Link after 240. An application load balancer, which is in front of customer-owned environments,
 * drops it after 60, and pings do not prevent that.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConnectionLifetime {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
  private static final Duration REFRESH = Duration.ofSeconds(60);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MIN_KEEP_ALIVE = Duration.ofSeconds(10);

  private final Duration idle;
  private final Duration keepAlive;
  private final Duration refresh;

  private ConnectionLifetime(Builder builder) {
    this.idle = check("idle", builder.idle, SECOND);
    this.keepAlive = check("keepAlive", builder.keepAlive, MIN_KEEP_ALIVE);
    this.refresh = check("refresh", builder.refresh, SECOND);
  }

  /** Returns how long a connection without calls is kept. */
  public Duration idle() {
    return idle;
  }

  /**
   * Returns how often a connection with calls in flight is pinged, if its protocol has pings, to
   * detect a dead connection during a long call.
   */
  public Duration keepAlive() {
    return keepAlive;
  }

  /**
   * Returns how often the name of a connection in use is resolved again. A connection whose address
   * is no longer among the results is replaced.
   */
  public Duration refresh() {
    return refresh;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectionLifetime that
        && idle.equals(that.idle)
        && keepAlive.equals(that.keepAlive)
        && refresh.equals(that.refresh);
  }

  @Override
  public int hashCode() {
    return Objects.hash(idle, keepAlive, refresh);
  }

  @Override
  public String toString() {
    return "ConnectionLifetime[idle %s, keepAlive %s, refresh %s]"
        .formatted(DurationText.of(idle), DurationText.of(keepAlive), DurationText.of(refresh));
  }

  private static Duration check(String name, Duration value, Duration shortest) {
    if (value.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "%s is %s, expected at least %s"
              .formatted(name, DurationText.of(value), DurationText.of(shortest)));
    }
    return value;
  }

  /** Returns a lifetime with an idle timeout, at least a second, and otherwise the defaults. */
  public static ConnectionLifetime ofIdle(Duration idle) {
    return builder(idle).build();
  }

  /** Creates a builder for a lifetime with an idle timeout, at least a second. */
  public static Builder builder(Duration idle) {
    return new Builder(idle);
  }

  /** Builds a {@link ConnectionLifetime}. */
  public static final class Builder {
    private final Duration idle;
    private Duration keepAlive = KEEP_ALIVE;
    private Duration refresh = REFRESH;

    private Builder(Duration idle) {
      this.idle = Objects.requireNonNull(idle, "idle is null");
    }

    /**
     * Sets how often a connection with calls in flight is pinged, if its protocol has pings, at
     * least 10 seconds. Default: 60 seconds.
     */
    public Builder keepAlive(Duration keepAlive) {
      this.keepAlive = Objects.requireNonNull(keepAlive, "keepAlive is null");
      return this;
    }

    /**
     * Sets how often the name of a connection in use is resolved again, at least a second. Default:
     * 60 seconds.
     */
    public Builder refresh(Duration refresh) {
      this.refresh = Objects.requireNonNull(refresh, "refresh is null");
      return this;
    }

    /**
     * Builds the lifetime.
     *
     * @throws IllegalArgumentException if a duration is shorter than allowed
     */
    public ConnectionLifetime build() {
      return new ConnectionLifetime(this);
    }
  }
}
