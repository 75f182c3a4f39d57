package io.pinelink.pipelines;

import io.pinelink.pipelines.Comparison.Loads;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** The tables of a {@link Comparison}, as they are in its page of results. */
final class ComparisonTables {
  private static final String LIMITS = "with the service's limits";
  private static final String NO_LIMITS = "without limits";

  private final Names names;
  private final Demo demo;

  ComparisonTables(Names names, Demo demo) {
    this.names = names;
    this.demo = demo;
  }

  /**
   * The names of the parts in the tables.
   *
   * @param connector the connector
   * @param process the processes where the connector runs
   * @param reading what the engine does there before the connector gets a vector
   * @param others the cluster's other processes
   */
  record Names(String connector, String process, String reading, String others) {}

  /**
   * Prints the tables.
   *
   * @param rounds loads without limits
   * @param sources reading without the connector, and generating without the bulk engine
   */
  void print(Loads limited, List<Loads> rounds, Loads sources) {
    Loads unlimited = rounds.stream().reduce(Loads::plus).orElseThrow();
    row(
        format("%,d vectors of %d values", demo.vectors, demo.dimension),
        names.connector + ", per second",
        "bulk engine alone, per second",
        "relative");
    System.out.println("|---|---|---|---|");
    rates(LIMITS, limited, format("%.2f", limited.relative()));
    DoubleSummaryStatistics relative =
        rounds.stream().mapToDouble(Loads::relative).summaryStatistics();
    rates(
        NO_LIMITS,
        unlimited,
        format("%.2f [%.2f-%.2f]", unlimited.relative(), relative.getMin(), relative.getMax()));
    System.out.println();

    row(
        format("busy processors of %d, on average", Processors.COUNT),
        names.process + "; bulk engine alone",
        names.others,
        "server",
        "compilers of these",
        "all else",
        "idle");
    System.out.println("|---|---|---|---|---|---|---|");
    processors(LIMITS, limited);
    processors(NO_LIMITS, unlimited);
    System.out.println();

    Load connector = unlimited.connector();
    Load alone = unlimited.alone();
    Load read = sources.connector();
    double reading = read.micros(read.connector());
    double generating = sources.alone().micros(sources.alone().connector());
    double bulk = alone.micros(alone.connector()) - generating;
    double rest = connector.micros(connector.connector()) - reading - bulk;
    double server = alone.micros(alone.server());
    double[] sums = {
      connector.micros(connector.all()),
      reading + read.micros(read.others()) + bulk + server,
      alone.micros(alone.all())
    };
    row(
        "CPU without limits, µs for each vector",
        names.connector,
        "if it cost no more than the bulk engine",
        "bulk engine alone");
    System.out.println("|---|---|---|---|");
    cpu(
        names.process + ": " + names.reading + "; bulk engine alone: generator",
        reading,
        reading,
        generating);
    cpu(names.process + ": the bulk engine's part", bulk, bulk, bulk);
    cpu(names.process + ": the rest of the " + names.connector, rest, 0, 0);
    cpu(names.others, connector.micros(connector.others()), read.micros(read.others()), 0);
    cpu("server", connector.micros(connector.server()), server, server);
    cpu("all", sums[0], sums[1], sums[2]);
    row(
        format("vectors per second that %d processors allow", Processors.COUNT),
        format("%,.0f", allowed(sums[0])),
        format("%,.0f", allowed(sums[1])),
        format("%,.0f", allowed(sums[2])));
    row(
        "relative to the bulk engine alone",
        format("%.2f", sums[2] / sums[0]),
        format("%.2f", sums[2] / sums[1]),
        "1.00");
  }

  private static double allowed(double micros) {
    return Processors.COUNT * 1e6 / micros;
  }

  private static void rates(String limits, Loads loads, String relative) {
    row(
        limits,
        format("%,.0f", loads.connector().perSecond()),
        format("%,.0f", loads.alone().perSecond()),
        relative);
  }

  private void processors(String limits, Loads loads) {
    processors(limits + ": " + names.connector, loads.connector());
    processors(limits + ": bulk engine alone", loads.alone());
  }

  private static void processors(String what, Load load) {
    double rest =
        Processors.COUNT
            - load.processors(load.all())
            - load.compilerProcessors()
            - load.idleProcessors();
    row(
        what,
        format("%.2f", load.processors(load.connector())),
        format("%.2f", load.processors(load.others())),
        format("%.2f", load.processors(load.server())),
        format("%.2f", load.compilerProcessors()),
        format("%.2f", rest),
        format("%.2f", load.idleProcessors()));
  }

  private static void cpu(String part, double... micros) {
    String[] cells = new String[micros.length + 1];
    cells[0] = part;
    for (int i = 0; i < micros.length; i++) {
      cells[i + 1] = micros[i] == 0 ? "" : format("%.1f", micros[i]);
    }
    row(cells);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
