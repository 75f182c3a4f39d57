package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.load.Call;
import io.pinelink.benchmarks.load.Order;
import io.pinelink.benchmarks.load.Shape;
import java.time.Duration;
import java.util.List;

/**
 * A load and the clients that run it.
 *
 * @param title the name of the load in a report
 * @param large as in an {@link Order}, like the components after it
 * @param tls whether the clients use TLS
 */
record Workload(
    String title,
    Call call,
    boolean large,
    Shape shape,
    boolean async,
    int concurrency,
    boolean tls,
    List<String> clients) {
  private static final String TLS = "TLS: ";
  private static final int FETCHED = 100;

  /** Returns the title of a load over TLS. */
  static String overTls(String title) {
    return TLS + title;
  }

  /** Returns this load over TLS. */
  Workload overTls() {
    return new Workload(overTls(title), call, large, shape, async, concurrency, true, clients);
  }

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

  /** Returns the order to a driver to run the load. */
  Order order(Duration warmUp, int windows, Duration window) {
    return new Order(call, large, shape, async, concurrency, warmUp, windows, window);
  }
}
