package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Order;
import io.pinelink.benchmarks.load.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A runner that puts clients under loads in turn. Each client has its own process for all rounds,
 * which waits while the others run. The first load of each kind of call has a longer warm-up, until
 * the JVM has compiled its code.
 */
final class Rounds implements AutoCloseable {
  private final Settings settings;
  private final Stage stage;
  private final Readings readings;
  private final boolean tls;
  private final Map<String, Jvm> drivers = new HashMap<>();
  private final Set<String> warm = new HashSet<>();

  /**
   * Creates a runner that adds its results to the readings.
   *
   * @param tls whether clients use TLS
   */
  Rounds(Settings settings, Stage stage, Readings readings, boolean tls) {
    this.settings = settings;
    this.stage = stage;
    this.readings = readings;
    this.tls = tls;
  }

  /** Runs each client under each load once. */
  void round(int number, List<Scenario> scenarios) {
    for (Scenario scenario : scenarios) {
      // Rotates the clients, so that another one is first in each round.
      List<String> clients = new ArrayList<>(scenario.clients());
      Collections.rotate(clients, number);
      for (String client : clients) {
        measure(number, scenario, client);
      }
    }
  }

  private void measure(int round, Scenario scenario, String client) {
    String what = (tls ? SideBySide.TLS : SideBySide.PLAINTEXT) + scenario.title();
    Jvm driver = drivers.computeIfAbsent(client, name -> stage.driver(name, tls));
    boolean first = warm.add(client + scenario.call() + scenario.large() + scenario.async());
    driver.send(
        new Order(
                scenario.call(),
                scenario.large(),
                scenario.shape(),
                scenario.async(),
                scenario.concurrency(),
                first ? settings.first() : settings.warmUp(),
                settings.windows(),
                settings.window())
            .toLine());
    List<Window> windows = driver.linesUntil("done").stream().map(Window::parse).toList();
    List<Window> quiet =
        windows.stream()
            .filter(window -> window.calls() > 0 && window.others() <= settings.noise())
            .toList();
    if (quiet.isEmpty()) {
      System.out.printf(
          "round %d, %s, %s: too noisy or without an answer, omitted%n", round, what, client);
      return;
    }
    Reading reading = Reading.of(what, client, round, quiet, scenario.units());
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
