package io.pinelink.testing.requests;

/**
 * An expected number of requests, for {@link RecordedRequests#verify(RequestCount,
 * RequestPattern)}. Immutable and thread-safe.
 */
public final class RequestCount {
  private final int min;
  private final int max;
  private final String text;

  private RequestCount(int min, int max, String text) {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException("count is not valid: " + text);
    }
    this.min = min;
    this.max = max;
    this.text = text;
  }

  /**
   * Returns the expectation of an exact number of requests.
   *
   * @param count 0 or more
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public static RequestCount exactly(int count) {
    return new RequestCount(count, count, "exactly " + count);
  }

  /** Returns the expectation of no request. */
  public static RequestCount never() {
    return new RequestCount(0, 0, "none");
  }

  /**
   * Returns the expectation of a number of requests or more.
   *
   * @param count 0 or more
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public static RequestCount atLeast(int count) {
    return new RequestCount(count, Integer.MAX_VALUE, "at least " + count);
  }

  /**
   * Returns the expectation of a number of requests or fewer.
   *
   * @param count 0 or more
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public static RequestCount atMost(int count) {
    return new RequestCount(0, count, "at most " + count);
  }

  /**
   * Returns the expectation of a number of requests within bounds.
   *
   * @param min 0 or more
   * @param max {@code min} or more
   * @throws IllegalArgumentException if a bound is out of range
   */
  public static RequestCount between(int min, int max) {
    return new RequestCount(min, max, min + " to " + max);
  }

  boolean accepts(int count) {
    return min <= count && count <= max;
  }

  /** Returns the expectation as the messages name it, such as {@code exactly 2}. */
  @Override
  public String toString() {
    return text;
  }
}
