package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All readings of a run, with their spreads and ratios. */
final class Readings {
  private final List<Reading> readings = new ArrayList<>();

  void add(Reading reading) {
    readings.add(reading);
  }

  /** Returns some of the readings. */
  Readings matching(Predicate<Reading> selected) {
    Readings some = new Readings();
    readings.stream().filter(selected).forEach(some::add);
    return some;
  }

  /** Returns the loads in the order of their readings. */
  List<String> whats() {
    return readings.stream().map(Reading::what).distinct().toList();
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
    Map<Integer, Double> others = byRound(what, toClient, metric);
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
