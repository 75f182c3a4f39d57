package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.load.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A runner that puts clients under loads in turn. Each client has a process of its own for all
 * rounds, and another one for TLS, which waits while the others run. The first load of each kind of
 * call has a longer warm-up, until the JVM has compiled its code.
 */
final class Rounds implements AutoCloseable {
  private static final Duration QUICK_FIRST = Duration.ofSeconds(1);

  /** A way to start the process of a client, with or without TLS. */
  interface Starter {
    Jvm start(String client, boolean tls);
  }

  private final Settings settings;
  private final Starter starter;
  private final Readings readings;
  private final Duration first;
  private final Duration usual;
  private final Duration window;
  private final Map<String, Jvm> drivers = new HashMap<>();
  private final Set<String> warm = new HashSet<>();

  /**
   * Creates a runner that adds its results to the readings.
   *
   * @param first the warm-up of a process's first load of each kind of call
   */
  Rounds(Settings settings, Stage stage, Readings readings, Duration first) {
    this(
        settings,
        (client, tls) -> stage.driver(stage.classPathOf(client), client, tls),
        readings,
        first,
        Settings.WARM_UP,
        Settings.WINDOW);
  }

  /**
   * Creates a runner for loads that need other times.
   *
   * @param usual the warm-up of all other loads
   * @param window the time of a window
   */
  Rounds(
      Settings settings,
      Starter starter,
      Readings readings,
      Duration first,
      Duration usual,
      Duration window) {
    this.settings = settings;
    this.starter = starter;
    this.readings = readings;
    this.usual = usual;
    this.window = window;
    this.first = settings.quick() ? QUICK_FIRST : first;
  }

  /** Runs each selected client under each load once. */
  void round(int number, List<Workload> loads) {
    for (Workload load : loads) {
      // Rotates the clients, so that another one is first in each round.
      List<String> clients = new ArrayList<>(load.clients());
      Collections.rotate(clients, number);
      clients.stream()
          .filter(client -> settings.selects(client + ", " + load.title()))
          .forEach(client -> measure(number, load, client));
    }
  }

  private void measure(int round, Workload load, String client) {
    String what = load.title();
    Jvm driver =
        drivers.computeIfAbsent(client + load.tls(), unused -> starter.start(client, load.tls()));
    boolean isFirst = warm.add(client + load.tls() + load.call() + load.large() + load.async());
    Duration warmUp = isFirst ? first : usual;
    driver.send(load.order(warmUp, settings.windows(), window).toLine());
    List<Window> quiet =
        driver.linesUntil("done").stream()
            .map(Window::parse)
            .filter(window -> window.calls() > 0 && window.others() <= settings.noise())
            .toList();
    if (quiet.isEmpty()) {
      System.out.printf(
          "round %d, %s, %s: too noisy or without an answer, omitted%n", round, what, client);
      return;
    }
    Reading reading = Reading.of(what, client, round, quiet, load.units());
    readings.add(reading);
    System.out.printf(
        "round %d, %s, %s: %,.0f per second, %.2f us CPU, %,.0f bytes%n",
        round,
        what,
        client,
        reading.values().get(Measure.RATE),
        reading.values().get(Measure.CPU),
        reading.values().get(Measure.ALLOCATED));
  }

  @Override
  public void close() {
    drivers.values().forEach(Jvm::close);
  }
}
