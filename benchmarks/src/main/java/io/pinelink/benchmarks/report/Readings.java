package io.pinelink.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All readings of a run, and how they stand to each other. */
final class Readings {
  private final List<Reading> readings = new ArrayList<>();

  void add(Reading reading) {
    readings.add(reading);
  }

  List<Reading> all() {
    return List.copyOf(readings);
  }

  /** What was done, in the order it was. */
  List<String> whats(String prefix) {
    return readings.stream()
        .map(Reading::what)
        .filter(what -> what.startsWith(prefix))
        .distinct()
        .toList();
  }

  /** Who did it, in the order they did. */
  List<String> clients(String what) {
    return readings.stream()
        .filter(reading -> reading.what().equals(what))
        .sorted((a, b) -> Integer.compare(a.round(), b.round()))
        .map(Reading::client)
        .distinct()
        .toList();
  }

  /** Over the rounds; empty if none has it. */
  Optional<Spread> spread(String what, String client, Metric metric) {
    return spread(List.copyOf(byRound(what, client, metric).values()));
  }

  /** The one client's figure over the other's, round by round; empty if no round has both. */
  Optional<Spread> ratio(String what, Metric metric, String client, String toClient) {
    return ratio(what, client, what, toClient, metric);
  }

  /** As {@link #ratio}, of different things. */
  Optional<Spread> ratio(
      String what, String client, String toWhat, String toClient, Metric metric) {
    Map<Integer, Double> others = byRound(toWhat, toClient, metric);
    List<Double> ratios = new ArrayList<>();
    byRound(what, client, metric)
        .forEach(
            (round, value) -> {
              Double other = others.get(round);
              if (other != null) {
                ratios.add(value / other);
              }
            });
    return spread(ratios);
  }

  private Map<Integer, Double> byRound(String what, String client, Metric metric) {
    Map<Integer, Double> values = new TreeMap<>();
    for (Reading reading : readings) {
      Double value = reading.values().get(metric);
      if (reading.what().equals(what) && reading.client().equals(client) && value != null) {
        values.put(reading.round(), value);
      }
    }
    return values;
  }

  private static Optional<Spread> spread(List<Double> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }
}
