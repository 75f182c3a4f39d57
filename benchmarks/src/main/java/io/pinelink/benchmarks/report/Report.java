package io.pinelink.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The report of a run: JSON with every reading, Markdown tables, and charts. */
final class Report {
  static final String COLD_START = "first query of a JVM";
  static final String FOOTPRINT = "libraries at run time";
  static final List<String> HELD =
      List.of("held by a client", "held by a client with a connection", "held by an index");

  private final Settings settings;
  private final Readings readings;

  private Report(Settings settings, Readings readings) {
    this.settings = settings;
    this.readings = readings;
  }

  static void write(Settings settings, Readings readings) throws IOException {
    Report report = new Report(settings, readings);
    String name = LocalDate.now(ZoneOffset.UTC) + (settings.quick() ? "-quick" : "");
    Path results = settings.results();
    Files.createDirectories(results);
    List<Bar> bars = Bars.of(readings);
    ResultFile.write(results.resolve(name + ".json"), settings, readings, bars);
    Files.writeString(results.resolve(name + ".md"), report.markdown(name, bars));
    Files.writeString(results.resolve(name + ".svg"), report.chart());
    Files.writeString(results.resolve(name + "-curves.svg"), report.curves());
    System.out.println("Written to " + results.resolve(name + ".md"));
  }

  private String markdown(String name, List<Bar> bars) {
    StringBuilder text = new StringBuilder();
    Tables tables = new Tables(text, readings);
    text.append("# Side by side, ").append(name).append("\n\n");
    text.append(Machine.describe()).append("\n\n");
    text.append(
        """
        %d rounds with %d windows of %d ms each; medians, with the minimum and maximum of the rounds in
        brackets. Ratios are within the same round. Vectors have 1,536 values and, where they are written or
        returned whole, three fields of metadata; an upsert and a fetch carry 100. Figures of upserts and fetches
        are per vector, except p50 and p99, which are per call. `official` is the Java client 6.1.0.

        ![Throughput relative to the official client](%s.svg)

        ## Bars

        """
            .formatted(settings.rounds(), settings.windows(), settings.window().toMillis(), name));
    tables.bars(bars);
    text.append("\n## Plaintext\n\n");
    tables.loads(readings.whats("").stream().filter(Report::isPlaintextLoad).toList());
    text.append("## TLS\n\n");
    tables.loads(
        readings.whats(SideBySide.TLS).stream()
            .filter(what -> !what.contains(COLD_START))
            .toList());
    text.append(
        """
        ## Cost curves

        ![CPU per vector and per query](%s-curves.svg)

        One round. CPU in us: per vector in an upsert of 10 vectors, by dimension; per vector of 384 values, by batch
        size; per query, by the number in flight.

        """
            .formatted(name));
    for (String curve : List.of("dimension ", "batch ", "in flight ")) {
      tables.curve(curve.strip(), readings.whats(curve));
    }
    text.append("## First answer of a JVM\n\n");
    tables.table(
        List.of(COLD_START, SideBySide.TLS + COLD_START),
        List.of(Measure.START, Measure.START_CPU, Measure.CLASSES));
    text.append("## Memory and threads\n\n");
    tables.table(HELD, List.of(Measure.HEAP, Measure.DIRECT, Measure.THREADS));
    text.append("## Libraries\n\n");
    tables.table(List.of(FOOTPRINT), List.of(Measure.JARS, Measure.MEBIBYTES));
    text.append("## Codecs, 100 vectors\n\n");
    tables.table(List.of(Codecs.GRPC, Codecs.REST), List.of(Measure.TIME, Measure.ALLOCATED));
    return text.toString();
  }

  private static boolean isPlaintextLoad(String what) {
    return !what.startsWith(SideBySide.TLS)
        && !what.startsWith("codec")
        && !what.startsWith("dimension")
        && !what.startsWith("batch")
        && !what.startsWith("in flight")
        && !what.startsWith("held")
        && !what.equals(COLD_START)
        && !what.equals(FOOTPRINT);
  }

  private String chart() {
    BarChart chart =
        new BarChart(
            "Throughput on loopback, relative to the official client",
            List.of(Plan.OFFICIAL, Plan.REST, Plan.GRPC, Plan.GRPC_CEILING));
    for (String what :
        List.of(
            Plan.UPSERT_1,
            Plan.UPSERT_16,
            Plan.QUERY_1,
            Plan.QUERY_ASYNC,
            Plan.QUERY_100,
            Plan.FETCH_1)) {
      chart.add(
          what, client -> readings.ratio(what, Measure.RATE, client, Plan.OFFICIAL).orElse(null));
    }
    return chart.toSvg();
  }

  private String curves() {
    List<LineChart> charts = new ArrayList<>();
    for (String curve : List.of("dimension ", "batch ", "in flight ")) {
      String unit = curve.equals("in flight ") ? "a query" : "a vector";
      LineChart chart = new LineChart("CPU for " + unit + ", us", curve.strip());
      for (String what : readings.whats(curve)) {
        for (String client : readings.clients(what).stream().sorted().toList()) {
          readings
              .spread(what, client, Measure.CPU)
              .ifPresent(
                  cpu ->
                      chart.add(
                          client,
                          Double.parseDouble(what.substring(curve.length())),
                          cpu.median()));
        }
      }
      charts.add(chart);
    }
    return LineChart.toSvg(charts);
  }
}
