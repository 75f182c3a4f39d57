package io.pinelink.testing.requests;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.RecordedRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.opentest4j.AssertionFailedError;

/**
 * The requests that reached the embedded server since the test began, with questions about them. It
 * is a parameter of tests with {@code PineconeExtension}; with a server of your own, use {@link
 * #of}.
 *
 * <pre>{@code
 * @Test
 * void aRateLimitIsRetried(@PineconeIndex(dimension = 3) Index docs, Faults faults, RecordedRequests requests) {
 *   faults.next("query", Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down"));
 *   docs.query(QueryRequest.nearest(1, 0, 0));
 *   requests.verify(exactly(2), queries());
 * }
 * }</pre>
 *
 * <p>What the extension itself sends before the test, to create and open indexes and to load data,
 * is not included. The server keeps the newest 10,000 requests. Thread-safe.
 */
public final class RecordedRequests {
  private final EmbeddedPinecone server;

  private RecordedRequests(EmbeddedPinecone server) {
    this.server = server;
  }

  /** Returns the requests of a server. */
  public static RecordedRequests of(EmbeddedPinecone server) {
    return new RecordedRequests(Objects.requireNonNull(server, "server is null"));
  }

  /** Returns all requests so far, in order of arrival. */
  public List<RecordedRequest> all() {
    return server.requests();
  }

  /** Returns the requests so far that match a pattern, in order of arrival. */
  public List<RecordedRequest> matching(RequestPattern pattern) {
    Objects.requireNonNull(pattern, "pattern is null");
    return all().stream().filter(pattern::matches).toList();
  }

  /**
   * Checks that at least one request matches a pattern.
   *
   * @throws AssertionFailedError if none does, as in {@link #verify(RequestCount, RequestPattern)}
   */
  public void verify(RequestPattern pattern) {
    verify(RequestCount.atLeast(1), pattern);
  }

  /**
   * Checks how many requests match a pattern.
   *
   * @throws AssertionFailedError if the number differs. Its message lists the requests, with those
   *     that match marked, and the request that comes nearest to the pattern with the conditions
   *     that it does not meet
   */
  public void verify(RequestCount count, RequestPattern pattern) {
    Objects.requireNonNull(count, "count is null");
    Objects.requireNonNull(pattern, "pattern is null");
    List<RecordedRequest> requests = all();
    int matching = (int) requests.stream().filter(pattern::matches).count();
    if (!count.accepts(matching)) {
      throw new AssertionFailedError(message(count, pattern, requests, matching));
    }
  }

  /**
   * Waits until a request matches a pattern, for calls that the test does not wait for.
   *
   * @return the first request that matches
   * @throws AssertionFailedError if none does within the timeout, as in {@link
   *     #verify(RequestPattern)}
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public RecordedRequest await(RequestPattern pattern, Duration timeout)
      throws InterruptedException {
    Objects.requireNonNull(pattern, "pattern is null");
    Objects.requireNonNull(timeout, "timeout is null");
    try {
      return server.awaitRequest(pattern::matches, timeout);
    } catch (TimeoutException e) {
      throw new AssertionFailedError(
          message(RequestCount.atLeast(1), pattern, all(), 0) + "\nwaited " + timeout, e);
    }
  }

  /** Forgets the requests so far, also for {@link EmbeddedPinecone#requests()}. */
  public void clear() {
    server.clearRequests();
  }

  private static String message(
      RequestCount count, RequestPattern pattern, List<RecordedRequest> requests, int matching) {
    StringBuilder message =
        new StringBuilder("expected ")
            .append(count)
            .append(" of: ")
            .append(pattern)
            .append("\nbut ")
            .append(matching)
            .append(" of ")
            .append(requests.size())
            .append(requests.size() == 1 ? " request matched" : " requests matched");
    requests.stream()
        .filter(request -> !pattern.matches(request))
        .min(Comparator.comparingInt(request -> pattern.unmet(request).size()))
        .ifPresent(
            nearest ->
                message
                    .append("\nnearest miss: ")
                    .append(RequestLines.line(nearest))
                    .append("\n  which is not: ")
                    .append(String.join(", ", pattern.unmet(nearest))));
    return message.append(RequestLines.list(requests, pattern::matches)).toString();
  }

  /** Returns the requests so far, one a line, without headers; of more than 50, the newest 50. */
  @Override
  public String toString() {
    List<RecordedRequest> requests = all();
    return requests.size()
        + (requests.size() == 1 ? " request" : " requests")
        + RequestLines.list(requests, request -> false);
  }
}
