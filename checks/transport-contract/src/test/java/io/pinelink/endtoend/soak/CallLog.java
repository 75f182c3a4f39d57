package io.pinelink.endtoend.soak;

import io.pinelink.routing.Route;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallStart;
import io.pinelink.testsupport.load.Pauses;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The calls of all clients: attempts by kind, failures by type, and how long calls took. */
final class CallLog implements CallListener {
  /** From the timer of the deadline to the caller, over the client's threads. */
  private static final int HAND_OVERS = 4;

  private final Duration latest;
  private final Pauses pauses;
  private final AtomicLong calls = new AtomicLong();
  private final LongAdder overdue = new LongAdder();
  private final LongAdder publicAttempts = new LongAdder();
  private final AtomicLong slowest = new AtomicLong();
  private final Map<String, LongAdder> attempts = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
  private final Set<String> operations = new ConcurrentSkipListSet<>();

  /**
   * @param latest the time after which a call is overdue, if the machine does not keep its threads
   *     waiting
   */
  CallLog(Duration latest, Pauses pauses) {
    this.latest = latest;
    this.pauses = pauses;
  }

  @Override
  public CallObserver started(CallStart call) {
    calls.incrementAndGet();
    operations.add(call.operation());
    return new CallObserver() {
      @Override
      public void attemptStarted(int number, AttemptKind kind, Route route) {
        increment(attempts, kind.name());
        if (route.kind() == Route.Kind.PUBLIC && !route.isControlPlane()) {
          publicAttempts.increment();
        }
      }

      @Override
      public void ended(CallEnd end) {
        slowest.accumulateAndGet(end.duration().toNanos(), Math::max);
        if (end.duration().compareTo(latest) > 0) {
          Duration waits = pauses.longest().multipliedBy(HAND_OVERS);
          if (end.duration().compareTo(latest.plus(waits)) > 0) {
            overdue.increment();
          }
        }
        end.failure()
            .ifPresent(
                failure ->
                    increment(
                        failures,
                        failure.getClass().getSimpleName()
                            + end.errorCode().map(code -> " " + code).orElse("")));
      }
    };
  }

  private static void increment(Map<String, LongAdder> counts, String key) {
    counts.computeIfAbsent(key, missing -> new LongAdder()).increment();
  }

  long calls() {
    return calls.get();
  }

  long overdue() {
    return overdue.sum();
  }

  /** Returns the number of attempts of the data plane on a public route. */
  long publicAttempts() {
    return publicAttempts.sum();
  }

  Duration slowest() {
    return Duration.ofNanos(slowest.get());
  }

  Map<String, LongAdder> attempts() {
    return attempts;
  }

  Map<String, LongAdder> failures() {
    return failures;
  }

  Set<String> operations() {
    return operations;
  }
}
