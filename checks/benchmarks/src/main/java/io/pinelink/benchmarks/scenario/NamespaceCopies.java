package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.bulk.CopyingClient;
import io.pinelink.benchmarks.bulk.Source;
import io.pinelink.benchmarks.bulk.StoringServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of a namespace in the embedded server over gRPC, beside a bulk upsert of the same vectors
 * from memory, and the comparison of both; then the same with the limits of the service.
 */
final class NamespaceCopies implements Scenario {
  private static final String UNLIMITED = "without limits";
  private static final String LIMITED = "with the service's limits";
  private static final String LOAD = "bulkUpsert from memory";
  private static final String COPY = "copyTo";
  private static final String COMPARE = "compareWith";
  private static final int ROUNDS = 1;
  private static final int WARM_UP = 200_000;

  /** The compilers take that long to finish the code of a copy. */
  private static final int WARM_UP_COPIES = 4;

  private static final double MIN_RATIO = 0.8;

  /** The dimension with limits: below about 640, the limit of listings is the lower one. */
  private static final int LARGE = 1_536;

  /** Fewer vectors with limits, where a run lasts a fixed time. */
  private static final int FEWER = 10;

  private final Readings readings = new Readings();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    int count = settings.count(1_000_000, 50_000);
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    for (int round = 1; round <= settings.rounds(ROUNDS); round++) {
      round(round, UNLIMITED, "store", Source.DIMENSION, count, WARM_UP, logging);
      round(round, LIMITED, "limited", LARGE, count / FEWER, WARM_UP / FEWER, logging);
    }
    new ResultPage(
            settings,
            "copy",
            "Copies of a namespace",
            """
            %,d vectors of %d values over gRPC in plaintext on loopback, from one namespace of the embedded server to
            another one, beside a bulk upsert of as many generated vectors. The server and the client have a process each,
            and have loaded %,d vectors and copied them %d times before. A copy reads and writes, so where the processors are the limit it takes the time of
            a fetch and of an upsert. With the limits of the service, 50 MB of upserts, 100 fetches and 200 lists per second, there
            are %,d vectors of %,d values. CPU is the processes', without the compilers. %d rounds.
            """
                .formatted(
                    count,
                    Source.DIMENSION,
                    WARM_UP,
                    WARM_UP_COPIES,
                    count / FEWER,
                    LARGE,
                    settings.rounds(ROUNDS)))
        .bars(List.of(ratio(UNLIMITED), ratio(LIMITED)))
        .table(
            readings,
            List.of(Measure.LOAD_RATE, Measure.LOAD_CPU, Measure.SERVER_LOAD_CPU),
            List.of(Measure.LOAD_RATE),
            LOAD)
        .write();
    return true;
  }

  /** Returns the rate of a copy relative to a bulk upsert. */
  private Bar ratio(String server) {
    return Bar.atLeast(
        "copyTo relative to bulkUpsert, " + server,
        readings.ratio(server, Measure.LOAD_RATE, COPY, LOAD),
        MIN_RATIO,
        MIN_RATIO);
  }

  private void round(
      int round, String limits, String kind, int dimension, int count, int warmUp, Path logging)
      throws IOException {
    String values = Integer.toString(dimension);
    try (Jvm server =
        Jvm.start(
            System.getProperty("java.class.path"),
            // Otherwise the load that is the first to touch a part of the heap pays for its pages.
            List.of("-Xms7g", "-Xmx7g", "-XX:+AlwaysPreTouch"),
            StoringServer.class,
            List.of(kind, values))) {
      String host = server.line();
      try (Jvm copying =
          Jvm.start(
              System.getProperty("java.class.path"),
              List.of("-Xmx256m", "-Djava.util.logging.config.file=" + logging),
              CopyingClient.class,
              List.of(host, values))) {
        ask(copying, "load warm-up " + warmUp);
        for (int i = 0; i < WARM_UP_COPIES; i++) {
          ask(copying, "copy warm-up warm-up-2");
        }
        Run run = new Run(server, copying, limits, round, count);
        measure(run, LOAD, "load source " + count);
        measure(run, COPY, "copy source copy");
        measure(run, COMPARE, "compare source copy");
      }
    }
  }

  /** The processes of one round. */
  private record Run(Jvm server, Jvm copying, String limits, int round, int count) {}

  private void measure(Run run, String what, String command) {
    double[] before = ask(run.server(), "figures");
    double[] work = ask(run.copying(), command);
    double[] after = ask(run.server(), "figures");
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.LOAD_RATE, run.count() / work[0]);
    values.put(Measure.LOAD_CPU, work[1] / run.count());
    values.put(Measure.SERVER_LOAD_CPU, (after[0] - before[0]) / run.count());
    readings.add(new Reading(run.limits(), what, run.round(), values));
    System.out.println("round " + run.round() + ", " + run.limits() + ", " + what + ": " + values);
  }

  /** Sends a command, and returns the numbers of its answer. */
  private static double[] ask(Jvm process, String command) {
    process.send(command);
    List<Double> numbers = new ArrayList<>();
    for (String number : process.line().split(" ", -1)) {
      numbers.add(Double.valueOf(number));
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
