package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** A bounded log of requests in order of arrival; it drops the oldest entries. Thread-safe. */
public final class RequestLog {
  static final int CAPACITY = 10_000;

  private static final Set<String> SECRETS =
      Set.of("api-key", "authorization", "cookie", "proxy-authorization");

  /**
   * The index and the namespace that a request names.
   *
   * @param index empty if it names none, or one that does not exist by its host
   * @param namespace empty if it names none; an empty text is the default one
   */
  public record Target(Optional<String> index, Optional<String> namespace) {
    static final Target NONE = new Target(Optional.empty(), Optional.empty());
  }

  /**
   * The current state of a request.
   *
   * @param sequence its number in order of arrival, from 1; the numbers of cleared requests are not
   *     used again
   * @param target what the request is for
   * @param headers the headers by lower-case name, without secrets
   * @param httpStatus empty while there is no response
   * @param grpcStatus empty for a response that is not gRPC and while there is none
   * @param cancelled whether the call ended before its response was sent
   * @param complete whether the outcome is known: a response, or that there will be none
   */
  public record Line(
      long sequence,
      Ingress ingress,
      boolean isGrpc,
      String operation,
      Target target,
      String method,
      String path,
      String query,
      String authority,
      Map<String, List<String>> headers,
      OptionalInt httpStatus,
      OptionalInt grpcStatus,
      boolean cancelled,
      boolean complete) {
    private static Line of(
        long sequence, ServerCall call, Target target, Map<String, List<String>> headers) {
      return new Line(
          sequence,
          call.ingress(),
          call.isGrpc(),
          call.operation(),
          target,
          call.method(),
          call.path(),
          call.query(),
          call.authority(),
          headers,
          OptionalInt.empty(),
          OptionalInt.empty(),
          false,
          false);
    }

    private Line ended(OptionalInt http, OptionalInt grpc, boolean wasCancelled) {
      return new Line(
          sequence,
          ingress,
          isGrpc,
          operation,
          target,
          method,
          path,
          query,
          authority,
          headers,
          http,
          grpc,
          wasCancelled || cancelled,
          true);
    }

    /** Returns whether the request arrived after another. */
    boolean isAfter(long other) {
      return sequence > other;
    }
  }

  /**
   * A selection of requests.
   *
   * @param condition which requests are selected
   * @param after only requests with higher sequence numbers are selected
   * @param limit the maximum number of requests
   * @param complete whether the selection ends before the first request whose outcome is not known
   *     yet, so that a reader who continues behind it misses none
   */
  public record Selection(Predicate<Line> condition, long after, int limit, boolean complete) {
    private boolean has(Line line) {
      return condition.test(line) && (line.complete() || !complete);
    }
  }

  /**
   * The requests of a selection.
   *
   * @param requests in order of arrival
   * @param next the sequence number after which the next selection continues
   * @param oldest the sequence number of the oldest request in the log; {@code next} plus 1 if the
   *     log is empty
   * @param more whether the limit left out requests
   */
  public record Selected(List<Line> requests, long next, long oldest, boolean more) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Set<Watch> watches = new LinkedHashSet<>();
  private final Function<ServerCall, Target> targets;
  private final Consumer<Line> outcomes;
  private long last;

  /**
   * Creates an empty log.
   *
   * @param targets returns what a call is for
   * @param outcomes receives each request once, when it has its response or will never have one
   */
  public RequestLog(Function<ServerCall, Target> targets, Consumer<Line> outcomes) {
    this.targets = targets;
    this.outcomes = outcomes;
  }

  /** Logs a call before it is executed; the outcome is reported to the returned entry. */
  Entry arrived(ServerCall call) {
    return arrived(call, targets.apply(call));
  }

  private synchronized Entry arrived(ServerCall call, Target target) {
    last++;
    Entry entry = new Entry(Line.of(last, call, target, masked(call.headers())), outcomes);
    if (entries.size() == CAPACITY) {
      entries.remove();
    }
    entries.add(entry);
    changed(entry.request);
    return entry;
  }

  /** Returns an entry for a call that is not logged. */
  Entry unlogged(ServerCall call) {
    return new Entry(Line.of(0, call, Target.NONE, Map.of()), request -> {});
  }

  /** Wakes those that wait for a request; called under the lock. */
  private void changed(Line line) {
    notifyAll();
    if (!watches.isEmpty()) {
      for (Watch watch : List.copyOf(watches)) {
        if (line.isAfter(watch.selection.after())
            && watch.selection.has(line)
            && startsWithCompleted(watch.selection)) {
          watch.end();
        }
      }
    }
  }

  /** Returns whether the first request of a selection, which has one, is part of it. */
  private boolean startsWithCompleted(Selection selection) {
    if (!selection.complete()) {
      return true;
    }
    boolean completed = false;
    for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
      Line line = newest.next().request;
      if (!line.isAfter(selection.after())) {
        break;
      }
      if (selection.condition().test(line)) {
        completed = line.complete();
      }
    }
    return completed;
  }

  public synchronized List<Line> requests() {
    return entries.stream().map(entry -> entry.request).toList();
  }

  /** Returns the sequence number of the newest request, cleared or not; 0 if there was none. */
  public synchronized long last() {
    return last;
  }

  public synchronized void clear() {
    entries.clear();
  }

  public synchronized Selected select(Selection selection) {
    List<Line> selected = new ArrayList<>();
    long oldest = last - entries.size() + 1;
    long next = Math.max(selection.after(), oldest - 1);
    for (Entry entry : entries) {
      Line line = entry.request;
      if (line.isAfter(selection.after())) {
        if (selection.condition().test(line)) {
          if (selected.size() == selection.limit()) {
            return new Selected(selected, next, oldest, true);
          }
          if (selection.complete() && !line.complete()) {
            break;
          }
          selected.add(line);
        }
        next = line.sequence();
      }
    }
    return new Selected(selected, next, oldest, false);
  }

  /**
   * Waits, without a thread, for a selection that is not empty. The caller ends the watch in any
   * case.
   */
  public synchronized Watch watch(Selection selection) {
    Watch watch = new Watch(selection);
    watches.add(watch);
    if (!select(selection).requests().isEmpty()) {
      watch.end();
    }
    return watch;
  }

  /** Returns the number of watches that have not ended. */
  public synchronized int watches() {
    return watches.size();
  }

  /** A wait for requests that are selected. */
  public final class Watch {
    private final Selection selection;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Watch(Selection selection) {
      this.selection = selection;
    }

    /**
     * Returns a future that is complete once a request may be selected, or the watch was ended. It
     * is completed under the lock of the log: what depends on it has to run on another thread.
     */
    public CompletableFuture<Void> ended() {
      return ended;
    }

    /** Ends the watch. */
    public void end() {
      synchronized (RequestLog.this) {
        watches.remove(this);
      }
      ended.complete(null);
    }
  }

  /** Waits for a request that meets a condition; empty if none does within the timeout. */
  public synchronized Optional<Line> await(Predicate<Line> condition, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      Optional<Line> found =
          entries.stream().map(entry -> entry.request).filter(condition).findFirst();
      long left = deadline - System.nanoTime();
      if (found.isPresent() || left <= 0) {
        return found;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private static Map<String, List<String>> masked(HttpHeaders headers) {
    Map<String, List<String>> masked = new LinkedHashMap<>();
    for (String name : headers.names()) {
      String key = name.toLowerCase(Locale.ROOT);
      // Added by Netty when it translates HTTP/2.
      if (!key.startsWith("x-http2-")) {
        masked.put(key, SECRETS.contains(key) ? List.of("***") : List.copyOf(headers.getAll(name)));
      }
    }
    return Map.copyOf(masked);
  }

  /** The entry of one request; it is changed under the lock of the log. */
  public final class Entry {
    private final Consumer<Line> outcomes;
    private Line request;

    private Entry(Line request, Consumer<Line> outcomes) {
      this.request = request;
      this.outcomes = outcomes;
    }

    public void answered(ServerResponse response) {
      update(OptionalInt.of(response.status()), response.grpcStatus(), false);
    }

    /** Records that the client cancelled the call before the response was sent. */
    public void cancelled() {
      update(OptionalInt.empty(), OptionalInt.empty(), true);
    }

    /** Records that a fault ended the connection without a response. */
    void unanswered() {
      synchronized (RequestLog.this) {
        if (request.complete()) {
          return;
        }
      }
      update(OptionalInt.empty(), OptionalInt.empty(), false);
    }

    private void update(OptionalInt httpStatus, OptionalInt grpcStatus, boolean cancelled) {
      Line outcome;
      boolean first;
      synchronized (RequestLog.this) {
        first = !request.complete();
        outcome = request.ended(httpStatus, grpcStatus, cancelled);
        request = outcome;
        if (outcome.sequence() > 0) {
          changed(outcome);
        }
      }
      if (first) {
        outcomes.accept(outcome);
      }
    }
  }
}
