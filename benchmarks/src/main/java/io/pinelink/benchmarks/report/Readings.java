package io.pinelink.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All readings of a run, with their spreads and ratios. */
final class Readings {
  private final List<Reading> readings = new ArrayList<>();

  void add(Reading reading) {
    readings.add(reading);
  }

  List<Reading> all() {
    return List.copyOf(readings);
  }

  /** Returns the loads with a prefix, in the order of their readings. */
  List<String> whats(String prefix) {
    return readings.stream()
        .map(Reading::what)
        .filter(what -> what.startsWith(prefix))
        .distinct()
        .toList();
  }

  /** Returns the clients under a load, ordered by round. */
  List<String> clients(String what) {
    return readings.stream()
        .filter(reading -> reading.what().equals(what))
        .sorted((a, b) -> Integer.compare(a.round(), b.round()))
        .map(Reading::client)
        .distinct()
        .toList();
  }

  /** Returns the spread of a metric over the rounds; empty if no round has it. */
  Optional<Spread> spread(String what, String client, Measure metric) {
    return spread(List.copyOf(byRound(what, client, metric).values()));
  }

  /** Returns the ratio of two clients' metrics, round by round; empty if no round has both. */
  Optional<Spread> ratio(String what, Measure metric, String client, String toClient) {
    return ratio(what, client, what, toClient, metric);
  }

  /** Returns the ratio of two clients' metrics under different loads. */
  Optional<Spread> ratio(
      String what, String client, String toWhat, String toClient, Measure metric) {
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

  private Map<Integer, Double> byRound(String what, String client, Measure metric) {
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
