package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Call;
import io.pinelink.benchmarks.load.Shape;
import java.util.List;

/**
 * A load, and who is put under it.
 *
 * @param title what it is called in a report
 * @param large as in an order to a driver, with the members after it
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

  /** Units of work in a call. */
  int units() {
    return switch (call) {
      case UPSERT -> shape.batch();
      case FETCH -> FETCHED;
      case UPSERT_ONE, QUERY -> 1;
    };
  }
}
