package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page of results in Markdown. */
final class ResultPage {
  private final StringBuilder text = new StringBuilder();
  private final String name;

  /**
   * Starts a page with a description of the run.
   *
   * @param name the name of the page's file after the date
   * @param method the description of what was measured and how, as Markdown
   */
  ResultPage(Settings settings, String name, String title, String method) {
    this.name = LocalDate.now(ZoneOffset.UTC) + "-" + name + (settings.quick() ? "-quick" : "");
    text.append("# ").append(title).append("\n\n");
    text.append(Machine.describe()).append("\n\n").append(method).append('\n');
  }

  /** Appends a chart, whose file is written beside the page, with the same name. */
  ResultPage chart(String title, String svg) throws IOException {
    Files.writeString(directory().resolve(name + ".svg"), svg);
    return append("\n![%s](%s.svg)\n".formatted(title, name));
  }

  ResultPage append(String markdown) {
    text.append(markdown);
    return this;
  }

  /** Appends a table of the goals and their results, if there are any. */
  ResultPage bars(List<Bar> bars) {
    if (bars.isEmpty()) {
      return this;
    }
    head("goal", "measured", "gate", "target", "");
    for (Bar bar : bars) {
      String sign = bar.atMost() ? "<= " : ">= ";
      row(
          bar.goal(),
          bar.value() == null ? "-" : bar.value().toString(),
          sign + Spread.text(bar.gate()),
          sign + Spread.text(bar.target()),
          bar.verdict());
    }
    return this;
  }

  /**
   * Appends a table with a row per load and client.
   *
   * @param ratios the measures whose ratios to another client follow
   * @param other the client that they are relative to
   */
  ResultPage table(Readings readings, List<Measure> measures, List<Measure> ratios, String other) {
    List<String> titles = new ArrayList<>(List.of("load", "client"));
    measures.forEach(measure -> titles.add(measure.title()));
    ratios.forEach(measure -> titles.add(measure.title() + ", vs " + other));
    head(titles.toArray(String[]::new));
    for (String what : readings.whats()) {
      for (String client : readings.clients(what)) {
        List<String> cells = new ArrayList<>(List.of(what, client));
        measures.forEach(measure -> cells.add(cell(readings.spread(what, client, measure))));
        ratios.forEach(measure -> cells.add(cell(readings.ratio(what, measure, client, other))));
        row(cells.toArray(String[]::new));
      }
    }
    return this;
  }

  ResultPage table(Readings readings, List<Measure> measures) {
    return table(readings, measures, List.of(), "");
  }

  private static String cell(Optional<Spread> spread) {
    return spread.map(Spread::toString).orElse("-");
  }

  /** Appends the head of a table. */
  ResultPage head(String... titles) {
    text.append('\n');
    row(titles);
    text.append("|").append("---|".repeat(titles.length)).append('\n');
    return this;
  }

  /** Appends a row of a table. */
  ResultPage row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  /** Prints the page, and writes it to the directory of the results. */
  void write() throws IOException {
    Path page = directory().resolve(name + ".md");
    Files.writeString(page, text);
    System.out.println(text);
    System.out.println("Written to " + page);
  }

  private static Path directory() throws IOException {
    return Files.createDirectories(Settings.path("results"));
  }
}
