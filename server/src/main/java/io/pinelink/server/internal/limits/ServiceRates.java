package io.pinelink.server.internal.limits;

import io.pinelink.server.internal.faults.MatchedCall;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.http.ServerCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The rates that the service publishes, enforced if a server is asked to. Thread-safe. */
public final class ServiceRates {
  private static final int MAX_IDLE_BUCKETS = 10_000;

  private final LongSupplier nanoTime;
  private final Function<ServerCall, Optional<String>> indexes;
  private final Function<ServerCall, Optional<String>> projects;
  private final Map<Counted, TokenBucket> buckets = new HashMap<>();
  private final Map<ServiceRate, Long> refused = new HashMap<>();
  private volatile boolean enforced;

  /** A rate, and the namespace, index or project for which it counts. */
  private record Counted(ServiceRate rate, String place) {}

  /**
   * A refusal of a call.
   *
   * @param message the limit, its scope and its value
   * @param retryAfter the time after which the call would be accepted, in whole milliseconds
   */
  public record Refusal(String message, Duration retryAfter) {}

  /**
   * A rate and its outcomes.
   *
   * @param scope {@code namespace}, {@code index} or {@code project}
   * @param refused the number of calls that it refused
   */
  public record State(String name, String scope, int limit, Duration period, long refused) {}

  /**
   * @param nanoTime the time of the server
   * @param indexes returns the unique id of the index of a data call
   * @param projects returns the unique id of the project of a call to the control plane
   */
  public ServiceRates(
      LongSupplier nanoTime,
      Function<ServerCall, Optional<String>> indexes,
      Function<ServerCall, Optional<String>> projects) {
    this.nanoTime = nanoTime;
    this.indexes = indexes;
    this.projects = projects;
  }

  /** Starts or ends the enforcement; the counts start at 0. */
  public synchronized void enforce(boolean enforce) {
    enforced = enforce;
    buckets.clear();
    refused.clear();
  }

  public boolean areEnforced() {
    return enforced;
  }

  /** Returns all rates; none if they are not enforced. */
  public synchronized List<State> states() {
    return enforced
        ? ServiceRate.ALL.stream()
            .map(
                rate ->
                    new State(
                        rate.name(),
                        rate.scope().toString(),
                        rate.limit(),
                        rate.period(),
                        refused.getOrDefault(rate, 0L)))
            .toList()
        : List.of();
  }

  /** Counts a call; returns its refusal, which is not counted, if it exceeds a rate. */
  public synchronized Optional<Refusal> take(ServerCall call) {
    if (!enforced) {
      return Optional.empty();
    }
    if (buckets.size() > MAX_IDLE_BUCKETS) {
      buckets.values().removeIf(TokenBucket::isFull);
    }
    LimitedCall limited = new LimitedCall(call);
    RequestLog.Target target = new MatchedCall(call, indexes).target();
    Map<TokenBucket, Integer> taken = new HashMap<>();
    for (ServiceRate rate : ServiceRate.ALL) {
      int cost = rate.cost().applyAsInt(limited);
      String place = cost == 0 ? null : place(rate, call, target);
      if (place == null) {
        continue;
      }
      TokenBucket bucket = bucket(new Counted(rate, place));
      Duration wait = bucket.timeUntil(cost);
      if (!wait.isZero()) {
        refused.merge(rate, 1L, Long::sum);
        return Optional.of(new Refusal(message(rate, target), wait));
      }
      taken.put(bucket, cost);
    }
    taken.forEach(TokenBucket::take);
    return Optional.empty();
  }

  private TokenBucket bucket(Counted counted) {
    return buckets.computeIfAbsent(
        counted, key -> new TokenBucket(key.rate().limit(), key.rate().period(), nanoTime));
  }

  /** Returns the key of the place for which a call counts; null if there is no such place. */
  private @Nullable String place(ServiceRate rate, ServerCall call, RequestLog.Target target) {
    return switch (rate.scope()) {
      case PROJECT -> projects.apply(call).orElse(null);
      case INDEX -> target.index().orElse(null);
      case NAMESPACE ->
          target.index().isPresent() && target.namespace().isPresent()
              ? target.index().get() + "/" + target.namespace().get()
              : null;
    };
  }

  private static String message(ServiceRate rate, RequestLog.Target target) {
    String scope =
        switch (rate.scope()) {
          case PROJECT -> "the project";
          case INDEX -> "the index";
          case NAMESPACE ->
              "namespace '"
                  + target.namespace().filter(name -> !name.isEmpty()).orElse("__default__")
                  + "'";
        };
    return "Request failed. You've reached the limit of " + rate.inWords() + " for " + scope + ".";
  }
}
