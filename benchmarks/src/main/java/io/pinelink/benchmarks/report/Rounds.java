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

/** Puts clients under loads, in turn. */
final class Rounds {
  private final Settings settings;
  private final Stage stage;
  private final Readings readings;

  /** What comes of it is added to the readings. */
  Rounds(Settings settings, Stage stage, Readings readings) {
    this.settings = settings;
    this.stage = stage;
    this.readings = readings;
  }

  /** Each client in a process of its own, which waits while others have their turn. */
  void inTurn(int round, String prefix, List<Scenario> scenarios) {
    Map<String, Jvm> drivers = new HashMap<>();
    Set<String> warm = new HashSet<>();
    try {
      for (Scenario scenario : scenarios) {
        // Whoever is first in a round is not first in the next.
        List<String> clients = new ArrayList<>(scenario.clients());
        Collections.rotate(clients, round);
        for (String client : clients) {
          Jvm driver =
              drivers.computeIfAbsent(client, name -> stage.driver(name, !prefix.isEmpty()));
          measure(round, prefix, scenario, client, driver, warm.add(client));
        }
      }
    } finally {
      drivers.values().forEach(Jvm::close);
    }
  }

  private void measure(
      int round, String prefix, Scenario scenario, String client, Jvm driver, boolean first) {
    driver.tell(
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
    String what = prefix + scenario.title();
    if (quiet.isEmpty()) {
      System.out.printf(
          "round %d, %s, %s: too noisy or without an answer, left out%n", round, what, client);
      return;
    }
    Reading reading = Reading.of(what, client, round, quiet, scenario.units());
    readings.add(reading);
    System.out.printf(
        "round %d, %s, %s: %,.0f a second, %.2f us CPU, %,.0f bytes%n",
        round,
        what,
        client,
        reading.values().get(Metric.RATE),
        reading.values().get(Metric.CPU),
        reading.values().get(Metric.ALLOCATED));
  }
}
