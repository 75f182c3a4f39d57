package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Call;
import io.pinelink.benchmarks.load.Shape;
import java.util.List;

/**
 * A load and the clients that run it.
 *
 * @param title the name of the load in a report
 * @param large as in an {@link io.pinelink.benchmarks.load.Order}, like the components after it
 */
record Scenario(
    String title,
    Call call,
    boolean large,
    Shape shape,
    boolean async,
    int concurrency,
    List<String> clients) {
  private static final int FETCHED = 100;

  /** Returns the first client and the title. */
  String name() {
    return clients.get(0) + ", " + title;
  }

  /** Returns the units of work per call. */
  int units() {
    return switch (call) {
      case UPSERT -> shape.batch();
      case FETCH -> FETCHED;
      case UPSERT_ONE, QUERY -> 1;
    };
  }
}
