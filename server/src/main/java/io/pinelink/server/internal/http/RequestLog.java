package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A bounded log of requests in order of arrival; it drops the oldest entries. Thread-safe. */
public final class RequestLog {
  static final int CAPACITY = 10_000;

  private static final Set<String> SECRETS = Set.of("api-key", "authorization");

  /**
   * The current state of a request.
   *
   * @param headers the headers by lower-case name, without secrets
   * @param httpStatus empty while there is no response
   * @param grpcStatus empty for a response that is not gRPC and while there is none
   * @param cancelled whether the call ended before its response was sent
   */
  public record Line(
      Ingress ingress,
      boolean isGrpc,
      String operation,
      String method,
      String path,
      String query,
      String authority,
      Map<String, List<String>> headers,
      OptionalInt httpStatus,
      OptionalInt grpcStatus,
      boolean cancelled) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Consumer<Line> outcomes;

  public RequestLog() {
    this(request -> {});
  }

  /**
   * Creates an empty log.
   *
   * @param outcomes receives each request once, when it has its response or will never have one
   */
  public RequestLog(Consumer<Line> outcomes) {
    this.outcomes = outcomes;
  }

  /** Logs a call before it is executed; the outcome is reported to the returned entry. */
  synchronized Entry arrived(ServerCall call) {
    Entry entry =
        new Entry(
            new Line(
                call.ingress(),
                call.isGrpc(),
                call.operation(),
                call.method(),
                call.path(),
                call.query(),
                call.authority(),
                masked(call.headers()),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false));
    if (entries.size() == CAPACITY) {
      entries.remove();
    }
    entries.add(entry);
    notifyAll();
    return entry;
  }

  public synchronized List<Line> requests() {
    return entries.stream().map(entry -> entry.request).toList();
  }

  public synchronized void clear() {
    entries.clear();
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
    private Line request;
    private boolean reported;

    private Entry(Line request) {
      this.request = request;
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
      report();
    }

    private void update(OptionalInt httpStatus, OptionalInt grpcStatus, boolean cancelled) {
      synchronized (RequestLog.this) {
        Line r = request;
        request =
            new Line(
                r.ingress(),
                r.isGrpc(),
                r.operation(),
                r.method(),
                r.path(),
                r.query(),
                r.authority(),
                r.headers(),
                httpStatus,
                grpcStatus,
                cancelled || r.cancelled());
        RequestLog.this.notifyAll();
      }
      report();
    }

    private void report() {
      Line outcome;
      synchronized (RequestLog.this) {
        if (reported) {
          return;
        }
        reported = true;
        outcome = request;
      }
      outcomes.accept(outcome);
    }
  }
}
