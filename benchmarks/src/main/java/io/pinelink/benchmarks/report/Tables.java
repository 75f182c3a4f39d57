package io.pinelink.benchmarks.report;

import java.util.List;
import java.util.Optional;

/** A writer of readings as Markdown tables. */
final class Tables {
  private static final List<Measure> LOAD =
      List.of(Measure.RATE, Measure.CPU, Measure.ALLOCATED, Measure.P50, Measure.P99);

  private final StringBuilder text;
  private final Readings readings;

  /** Creates a writer that appends to a text. */
  Tables(StringBuilder text, Readings readings) {
    this.text = text;
    this.readings = readings;
  }

  /** Appends a table of the goals and their results. */
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

  /** Appends a table per load with a row per client. */
  void loads(List<String> whats) {
    for (String what : whats) {
      text.append("### ").append(what).append("\n\n| client |");
      LOAD.forEach(metric -> text.append(" ").append(metric.title()).append(" |"));
      text.append(" rate, vs official | CPU, vs official |\n|---|---|---|---|---|---|---|---|\n");
      for (String client : readings.clients(what)) {
        text.append("| ").append(client).append(" |");
        LOAD.forEach(metric -> cell(readings.spread(what, client, metric)));
        cell(readings.ratio(what, Measure.RATE, client, Plan.OFFICIAL));
        cell(readings.ratio(what, Measure.CPU, client, Plan.OFFICIAL));
        text.append("\n");
      }
      text.append("\n");
    }
  }

  /** Appends a table with a row per load of a curve and a column per client's CPU. */
  void curve(String title, List<String> whats) {
    List<String> clients = whats.isEmpty() ? List.of() : sorted(readings.clients(whats.get(0)));
    text.append("| ").append(title).append(" | ").append(String.join(" | ", clients));
    text.append(" |\n|---|").append("---|".repeat(clients.size())).append("\n");
    for (String what : whats) {
      text.append("| ").append(what.substring(title.length() + 1)).append(" |");
      clients.forEach(client -> cell(readings.spread(what, client, Measure.CPU)));
      text.append("\n");
    }
    text.append("\n");
  }

  /** Appends a table with a row per load and client. */
  void table(List<String> whats, List<Measure> metrics) {
    text.append("| load | client |");
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
