package io.pinelink.benchmarks.load;

import java.time.Duration;

/**
 * A load for a driver to run.
 *
 * @param large whether the response of a query is large: 100 vectors with values and metadata
 * @param async whether one thread makes asynchronous calls; if not, each caller has a thread
 * @param concurrency the number of calls in flight
 * @param warmUp the time before the first window
 * @param windows the number of windows, one after another
 * @param window the length of each window
 */
public record Order(
    Call call,
    boolean large,
    Shape shape,
    boolean async,
    int concurrency,
    Duration warmUp,
    int windows,
    Duration window) {
  /** Returns the order as a line of text. */
  public String toLine() {
    return "%s %b %d %d %b %d %d %d %d"
        .formatted(
            call,
            large,
            shape.dimension(),
            shape.batch(),
            async,
            concurrency,
            warmUp.toMillis(),
            windows,
            window.toMillis());
  }

  /** Parses a line of {@link #toLine}. */
  static Order parse(String line) {
    String[] parts = line.split(" ", -1);
    return new Order(
        Call.valueOf(parts[0]),
        Boolean.parseBoolean(parts[1]),
        new Shape(Integer.parseInt(parts[2]), Integer.parseInt(parts[3])),
        Boolean.parseBoolean(parts[4]),
        Integer.parseInt(parts[5]),
        Duration.ofMillis(Long.parseLong(parts[6])),
        Integer.parseInt(parts[7]),
        Duration.ofMillis(Long.parseLong(parts[8])));
  }
}
