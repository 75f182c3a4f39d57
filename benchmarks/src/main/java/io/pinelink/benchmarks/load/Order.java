package io.pinelink.benchmarks.load;

import java.time.Duration;

/**
 * A load that a driver is to put on its client.
 *
 * @param large whether a query's answer is large: 100 vectors with values and metadata
 * @param async calls from one thread, whose futures complete later; else each caller has a thread
 * @param concurrency calls in flight
 * @param warmUp before anything is measured
 * @param windows how many are measured, one after another
 * @param window how long each takes
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
  /** As a line of text. */
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

  /** What {@link #toLine} wrote. */
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
