package io.pinelink.networktests;

import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Watches every call of all clients: none may end later than its deadline, use a public route for
 * data, or fail without a fault that explains it. Thread-safe.
 */
final class CallWatch {
  /**
   * How much later than its deadline a call may end, beside the pauses of the machine. The client
   * ends a call by a timer, which a thread of the client and then the caller's thread hand over; a
   * second is what a caller with a timeout of several seconds does not notice.
   */
  static final Duration MARGIN = Duration.ofSeconds(1);

  private final Duration timeout;
  private final Pauses pauses;
  private final Violations violations;
  private final Supplier<FaultEpisode> episode;
  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
  private final Map<String, Map<String, LongAdder>> calls = new ConcurrentSkipListMap<>();
  private final Map<String, Map<String, LongAdder>> failures = new ConcurrentSkipListMap<>();
  private final AtomicLong slowest = new AtomicLong();
  private final LongAdder late = new LongAdder();
  private final LongAdder retries = new LongAdder();

  private volatile FaultEpisode atOtherEndpoint = FaultEpisode.none();

  /** When each of the callers' threads last began or ended a call. */
  private final Map<Thread, Long> progress = new ConcurrentHashMap<>();

  /** A call that has not ended. */
  private record Flight(
      String client, String operation, long began, FaultEpisode episode, Thread caller) {}

  CallWatch(
      Duration timeout, Pauses pauses, Violations violations, Supplier<FaultEpisode> episode) {
    this.timeout = timeout;
    this.pauses = pauses;
    this.violations = violations;
    this.episode = episode;
  }

  /** Returns a listener of one client. */
  CallListener of(String client) {
    return new CallListener() {
      @Override
      public CallObserver started(CallStart call) {
        increment(calls, call.operation(), client);
        Flight flight =
            new Flight(
                client, call.operation(), System.nanoTime(), episode.get(), Thread.currentThread());
        progressed(flight.caller);
        flights.add(flight);
        return new Observer(flight);
      }
    };
  }

  private final class Observer implements CallObserver {
    private final Flight flight;

    Observer(Flight flight) {
      this.flight = flight;
    }

    @Override
    public void attemptStarted(int number, AttemptKind kind, Route route) {
      if (number > 1) {
        retries.increment();
      }
      if (route.kind() == Route.Kind.PUBLIC && !route.isControlPlane()) {
        violations.add(describe(flight) + ": an attempt on the public route");
      }
    }

    @Override
    public void attemptFailed(int number, Throwable failure) {
      flight.episode.attemptFailed(causeOf(failure));
    }

    @Override
    public void ended(CallEnd end) {
      flights.remove(flight);
      progressed(flight.caller);
      long nanos = System.nanoTime() - flight.began;
      slowest.accumulateAndGet(nanos, Math::max);
      if (isLate(flight.began, MARGIN)) {
        late.increment();
        violations.add(
            describe(flight) + ": ended after " + Duration.ofNanos(nanos).toMillis() + " ms");
      }
      if (end.failure().isPresent()) {
        failed(flight, end.failure().get());
      } else if (!end.route().isControlPlane()) {
        end.info()
            .ifPresent(
                info ->
                    episode
                        .get()
                        .succeeded(
                            new FaultEpisode.Path(flight.client, info.protocol()), flight.began));
      }
    }
  }

  /** Begins to watch this thread, which must begin or end a call all the time. */
  void watchCaller() {
    progress.put(Thread.currentThread(), System.nanoTime());
  }

  void ignoreCaller() {
    progress.remove(Thread.currentThread());
  }

  private void progressed(Thread caller) {
    progress.replace(caller, System.nanoTime());
  }

  /** Returns whether what began at this time takes too long, beside pauses since then. */
  private boolean isLate(long began, Duration margin) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Duration limit = timeout.plus(margin);
    return took.compareTo(limit) > 0 && took.compareTo(limit.plus(pauses.longestSince(began))) > 0;
  }

  /** Checks the duration of a bulk operation, which has the same timeout as a call. */
  void bulkEnded(String caller, long began) {
    progressed(Thread.currentThread());
    if (isLate(began, MARGIN)) {
      late.increment();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      violations.add("bulk upsert of " + caller + ": ended after " + took.toMillis() + " ms");
    }
  }

  private void failed(Flight flight, Throwable failure) {
    FaultEpisode before = flight.episode;
    FaultEpisode now = episode.get();
    if (now.is(NetworkFault.OTHER_ENDPOINT)) {
      atOtherEndpoint = now;
    }
    now.failed(flight.began);
    boolean byEarlier = before.mayFail(flight.began);
    increment(failures, (byEarlier ? before : now).name(), causeOf(failure));
    // Callers know whether what was not found had to be there.
    boolean explained =
        failure instanceof NotFoundException
            || ((byEarlier || now != before) && isOfTheNetwork(flight, failure));
    if (!explained) {
      violations.add(describe(flight) + ": " + failure);
    }
  }

  /**
   * Returns whether faults of the network explain a failure. The service answers only those who ask
   * another project's endpoint with a refusal, and bulk operations that end early cancel their
   * calls.
   */
  private boolean isOfTheNetwork(Flight flight, Throwable failure) {
    if (failure instanceof UnauthenticatedException) {
      return atOtherEndpoint.mayFail(flight.began);
    }
    return failure instanceof CancellationException
        || (failure instanceof PinelinkException && !(failure instanceof ServiceException));
  }

  private static String causeOf(Throwable failure) {
    return failure instanceof TransportException transport
        ? transport.networkCause().name()
        : failure.getClass().getSimpleName();
  }

  private static String describe(Flight flight) {
    return flight.operation + " of " + flight.client + ", during: " + flight.episode;
  }

  /**
   * Reports calls that should have ended, and callers that should have gone on. Each is reported
   * once.
   */
  void findHanging() {
    flights.stream().filter(flight -> isLate(flight.began, MARGIN)).forEach(this::hangs);
    progress.forEach(
        (caller, last) -> {
          // A margin for the call, and one for what the caller does between calls.
          if (isLate(last, MARGIN.multipliedBy(2)) && progress.remove(caller, last)) {
            late.increment();
            violations.add(caller.getName() + " did not go on, during: " + episode.get());
          }
        });
  }

  private void hangs(Flight flight) {
    if (flights.remove(flight)) {
      late.increment();
      violations.add(describe(flight) + ": has not ended");
    }
  }

  private static void increment(
      Map<String, Map<String, LongAdder>> counts, String row, String column) {
    counts
        .computeIfAbsent(row, missing -> new ConcurrentSkipListMap<>())
        .computeIfAbsent(column, missing -> new LongAdder())
        .increment();
  }

  /** Returns the number of calls by operation and client. */
  Map<String, Map<String, LongAdder>> calls() {
    return calls;
  }

  /** Returns the number of failures by fault and cause. */
  Map<String, Map<String, LongAdder>> failures() {
    return failures;
  }

  /** Returns by how much the slowest call exceeded its timeout; not positive if none did. */
  Duration longestBeyondDeadline() {
    return Duration.ofNanos(slowest.get()).minus(timeout);
  }

  long late() {
    return late.sum();
  }

  long retries() {
    return retries.sum();
  }
}
