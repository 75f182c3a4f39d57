package io.pinelink.benchmarks.report;

import java.util.List;
import java.util.Optional;

/** Readings as tables of Markdown. */
final class Tables {
  private static final List<Metric> LOAD =
      List.of(Metric.RATE, Metric.CPU, Metric.ALLOCATED, Metric.P50, Metric.P99);

  private final StringBuilder text;
  private final Readings readings;

  /** Writes to the end of a text. */
  Tables(StringBuilder text, Readings readings) {
    this.text = text;
    this.readings = readings;
  }

  /** What was reached. */
  void bars(List<Bar> bars) {
    text.append("| bar | measured | gate | target | |\n|---|---|---|---|---|\n");
    for (Bar bar : bars) {
      String sign = bar.atMost() ? "<= " : ">= ";
      text.append(
          "| %s | %s | %s | %s | %s |%n"
              .formatted(
                  bar.goal(),
                  bar.value() == null ? "-" : bar.value(),
                  sign + Spread.text(bar.gate()),
                  sign + Spread.text(bar.target()),
                  bar.verdict()));
    }
  }

  /** A table for each load, a line for each client. */
  void loads(List<String> whats) {
    for (String what : whats) {
      text.append("### ").append(what).append("\n\n| client |");
      LOAD.forEach(metric -> text.append(" ").append(metric.title()).append(" |"));
      text.append(" rate, of official | CPU, of official |\n|---|---|---|---|---|---|---|---|\n");
      for (String client : readings.clients(what)) {
        text.append("| ").append(client).append(" |");
        LOAD.forEach(metric -> cell(readings.spread(what, client, metric)));
        cell(readings.ratio(what, Metric.RATE, client, Plan.OFFICIAL));
        cell(readings.ratio(what, Metric.CPU, client, Plan.OFFICIAL));
        text.append("\n");
      }
      text.append("\n");
    }
  }

  /** A line for each load of a curve, a column for each client's CPU. */
  void curve(String title, List<String> whats) {
    List<String> clients = whats.isEmpty() ? List.of() : sorted(readings.clients(whats.get(0)));
    text.append("| ").append(title).append(" | ").append(String.join(" | ", clients));
    text.append(" |\n|---|").append("---|".repeat(clients.size())).append("\n");
    for (String what : whats) {
      text.append("| ").append(what.substring(title.length() + 1)).append(" |");
      clients.forEach(client -> cell(readings.spread(what, client, Metric.CPU)));
      text.append("\n");
    }
    text.append("\n");
  }

  /** A line for each client and what it did. */
  void table(List<String> whats, List<Metric> metrics) {
    text.append("| what | who |");
    metrics.forEach(metric -> text.append(" ").append(metric.title()).append(" |"));
    text.append("\n|---|---|").append("---|".repeat(metrics.size())).append("\n");
    for (String what : whats) {
      for (String client : readings.clients(what)) {
        text.append("| ").append(what).append(" | ").append(client).append(" |");
        metrics.forEach(metric -> cell(readings.spread(what, client, metric)));
        text.append("\n");
      }
    }
    text.append("\n");
  }

  private void cell(Optional<Spread> spread) {
    text.append(" ").append(spread.map(Spread::toString).orElse("-")).append(" |");
  }

  private static List<String> sorted(List<String> clients) {
    return clients.stream().sorted().toList();
  }
}
