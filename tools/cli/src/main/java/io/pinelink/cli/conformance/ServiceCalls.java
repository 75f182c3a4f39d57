package io.pinelink.cli.conformance;

import io.pinelink.Pinelink;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.spi.request.RawRequest;
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

  private final ExchangeRecorder recorder;
  private final RawSender raw;
  private final RunPace pace;
  private final List<RecordedExchange> exchanges = new ArrayList<>();

  ServiceCalls(ExchangeRecorder recorder, RawSender raw, RunPace pace) {
    this.recorder = recorder;
    this.raw = raw;
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
   * @throws PinelinkException if there was no response, or the service was unavailable
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
    } catch (RawSender.Answered e) {
      // A raw request has no result.
    } catch (PinelinkException e) {
      failure = e;
    }
    List<RecordedExchange> made = recorder.take();
    exchanges.addAll(made);
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

  /** Sends a request to the control plane as it is. */
  Seen control(Pinelink client, RawRequest request) {
    return make(
        () -> {
          raw.replaceNext(request);
          return client.controlPlane().listIndexes();
        });
  }

  /** Sends a request to the host of an index as it is. */
  Seen data(Pinelink client, String host, RawRequest request) {
    return make(
        () -> {
          raw.replaceNext(request);
          return client.indexAt(host).describeIndexStats();
        });
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
