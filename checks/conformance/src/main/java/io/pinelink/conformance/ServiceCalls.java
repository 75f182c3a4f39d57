package io.pinelink.conformance;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a run, one at a time: at the pace of the run, each with what was on the wire, and
 * repeated while the service throttles.
 */
final class ServiceCalls {
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  private final RecordingProxy proxy;
  private final RunPace pace;
  private final List<RecordedExchange> exchanges = new ArrayList<>();

  ServiceCalls(RecordingProxy proxy, RunPace pace) {
    this.proxy = proxy;
    this.pace = pace;
  }

  /** A call of a client. */
  @FunctionalInterface
  interface Call {
    @Nullable Object make();
  }

  /**
   * Makes a call.
   *
   * @throws PinelinkException if there was no response in time, or the service was unavailable
   * @throws Unanswered if the service was not reached
   * @throws RunPace.Ended if the run must end
   */
  Seen make(Call call) {
    while (true) {
      pace.beforeRequest();
      Seen seen = once(call);
      if (!(seen.failure() instanceof RateLimitedException limited)) {
        pace.answered();
        return seen;
      }
      pace.throttled(limited.retryAfter().orElse(DEFAULT_WAIT));
    }
  }

  private Seen once(Call call) {
    Object value = null;
    RuntimeException failure = null;
    try {
      value = call.make();
    } catch (PinelinkException e) {
      failure = e;
    }
    List<RecordedExchange> made = taken();
    String lost = proxy.takeLost();
    if (failure != null && lost != null) {
      throw Unanswered.withoutConnection(lost);
    }
    if (failure != null && (made.isEmpty() || isWithoutResponse(failure))) {
      throw failure;
    }
    return new Seen(value, failure, made);
  }

  /** Returns whether a call failed for a reason that is unrelated to any assumption. */
  private static boolean isWithoutResponse(RuntimeException failure) {
    return failure instanceof TransportException
        || failure instanceof DeadlineExceededException
        || (failure instanceof ServiceException refused && refused.code() == ErrorCode.UNAVAILABLE);
  }

  /**
   * Sends a request over REST as it is.
   *
   * @param port a port of the proxy
   * @throws Unanswered if the service was not reached, or is unavailable
   * @throws RunPace.Ended if the run must end
   */
  Seen send(
      int port, String method, String path, String body, String contentType, String apiVersion) {
    while (true) {
      pace.beforeRequest();
      proxy.send(port, method, path, body, contentType, apiVersion);
      Seen seen = new Seen(null, null, taken());
      if (seen.status() != TOO_MANY_REQUESTS) {
        pace.answered();
        if (seen.status() >= BAD_GATEWAY && seen.status() <= GATEWAY_TIMEOUT) {
          throw Unanswered.unavailable(seen.text());
        }
        return seen;
      }
      String wait = seen.last().headers().getOrDefault("retry-after", "");
      pace.throttled(
          wait.matches("\\d{1,4}") ? Duration.ofSeconds(Integer.parseInt(wait)) : DEFAULT_WAIT);
    }
  }

  private List<RecordedExchange> taken() {
    List<RecordedExchange> made = proxy.take();
    exchanges.addAll(made);
    return made;
  }

  /** Repeats a call until its result is as wanted; returns the last result in any case. */
  Seen await(int polls, Supplier<Seen> call, Predicate<Seen> wanted) {
    Seen seen = call.get();
    for (int i = 1; i < polls && !wanted.test(seen); i++) {
      pace.beforePoll();
      seen = call.get();
    }
    return seen;
  }

  /** Removes and returns the exchanges since the last time. */
  List<RecordedExchange> take() {
    List<RecordedExchange> taken = List.copyOf(exchanges);
    exchanges.clear();
    return taken;
  }
}
