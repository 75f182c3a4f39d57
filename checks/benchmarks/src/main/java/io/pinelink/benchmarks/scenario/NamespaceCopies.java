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
 * from memory, and the comparison of both.
 */
final class NamespaceCopies implements Scenario {
  private static final String CLIENT = "embedded server";
  private static final String LOAD = "bulkUpsert from memory";
  private static final String COPY = "copyTo";
  private static final String COMPARE = "compareWith";
  private static final int ROUNDS = 1;
  private static final int WARM_UP = 50_000;

  private final Readings readings = new Readings();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    int count = settings.count(1_000_000, 50_000);
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    for (int round = 1; round <= settings.rounds(ROUNDS); round++) {
      round(round, count, logging);
    }
    new ResultPage(
            settings,
            "copy",
            "Copies of a namespace",
            """
            %,d vectors of %d values over gRPC in plaintext on loopback, from one namespace of the embedded server to
            another one, beside a bulk upsert of as many generated vectors. The server and the client have a process each,
            and have handled %,d vectors before. A copy reads and writes, so where the processors are the limit it takes the time of
            a fetch and of an upsert. %d rounds.
            """
                .formatted(count, Source.DIMENSION, WARM_UP, settings.rounds(ROUNDS)))
        .table(readings, List.of(Measure.LOAD_RATE, Measure.LOAD_CPU, Measure.SERVER_LOAD_CPU))
        .write();
    return true;
  }

  private void round(int round, int count, Path logging) throws IOException {
    try (Jvm server =
        Jvm.start(
            System.getProperty("java.class.path"),
            List.of("-Xmx7g"),
            StoringServer.class,
            List.of("store"))) {
      String host = server.line();
      try (Jvm client =
          Jvm.start(
              System.getProperty("java.class.path"),
              List.of("-Xmx256m", "-Djava.util.logging.config.file=" + logging),
              CopyingClient.class,
              List.of(host))) {
        ask(client, "load warm-up " + WARM_UP);
        ask(client, "copy warm-up warm-up-2");
        measure(server, client, LOAD, "load source " + count, round, count);
        measure(server, client, COPY, "copy source copy", round, count);
        measure(server, client, COMPARE, "compare source copy", round, count);
      }
    }
  }

  private void measure(Jvm server, Jvm client, String what, String command, int round, int count) {
    double[] before = ask(server, "figures");
    double[] work = ask(client, command);
    double[] after = ask(server, "figures");
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.LOAD_RATE, count / work[0]);
    values.put(Measure.LOAD_CPU, work[1] / count);
    values.put(Measure.SERVER_LOAD_CPU, (after[0] - before[0]) / count);
    readings.add(new Reading(what, CLIENT, round, values));
    System.out.println("round " + round + ", " + what + ": " + values);
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
