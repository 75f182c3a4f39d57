package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.bulk.Source;
import io.pinelink.benchmarks.bulk.StoringServer;
import io.pinelink.benchmarks.bulk.UpsertingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Upserts into the embedded server over gRPC, and the memory that the vectors take there, beside a
 * server that only counts them and maps of the JDK.
 */
final class ServerUpserts implements Scenario {
  private static final String STORING = "embedded server";
  private static final String COUNTING = "embedded server that only counts";
  private static final String PLAIN = "maps of the JDK";
  private static final String UPSERTS = "upserts";
  private static final String SINGLE = "one upsert, ";
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 200_000;
  private static final double MAX_BYTES = 250;
  private static final double MIN_RATE = 50_000;
  private static final double MAX_CPU = 40;
  private static final List<Integer> CALLERS = List.of(0, 1, 4);

  private final Readings readings = new Readings();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    int count = settings.count(1_000_000, 100_000);
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    for (int round = 1; round <= settings.rounds(ROUNDS); round++) {
      upserts(STORING, "store", round, count, logging);
      upserts(COUNTING, "count", round, count, logging);
      plain(round, count);
    }
    new ResultPage(
            settings,
            "upserts",
            "Upserts into the embedded server",
            """
            %,d vectors of %d values with a text and a number as metadata, over gRPC in plaintext on loopback: batches of
            200, 8 in flight, from one client. The server and the client have a process each, and have handled %,d vectors
            before. CPU is the processes', without the compilers. Bytes are the heap of the server after a collection,
            beside four for each value; the maps are a `TreeMap` of records with a `LinkedHashMap` each. Then single
            upserts of existing ids follow one another while callers search all vectors. %d rounds; medians, with their
            minimum and maximum.
            """
                .formatted(count, Source.DIMENSION, WARM_UP, settings.rounds(ROUNDS)))
        .bars(
            List.of(
                Bar.atLeast(
                    "upserts per second",
                    readings.spread(UPSERTS, STORING, Measure.LOAD_RATE),
                    MIN_RATE,
                    MIN_RATE),
                Bar.atMost(
                    "CPU of both processes, us per vector",
                    readings.spread(UPSERTS, STORING, Measure.CPU),
                    MAX_CPU,
                    MAX_CPU),
                Bar.atMost(
                    "bytes per vector beside its values",
                    readings.spread(UPSERTS, STORING, Measure.HELD_BYTES),
                    MAX_BYTES,
                    MAX_BYTES)))
        .table(
            readings,
            List.of(
                Measure.LOAD_RATE,
                Measure.LOAD_CPU,
                Measure.SERVER_LOAD_CPU,
                Measure.HELD_BYTES,
                Measure.MILLIS,
                Measure.LONGEST_MILLIS,
                Measure.RATE))
        .write();
    return true;
  }

  private void upserts(String client, String kind, int round, int count, Path logging)
      throws IOException {
    try (Jvm server = server(kind)) {
      String host = server.line();
      try (Jvm upserting =
          Jvm.start(
              System.getProperty("java.class.path"),
              List.of("-Xmx1g", "-Djava.util.logging.config.file=" + logging),
              UpsertingClient.class,
              List.of(host))) {
        ask(upserting, "load warm-up " + WARM_UP);
        double[] before = ask(server, "figures");
        double[] load = ask(upserting, "load measured " + count);
        double[] after = ask(server, "figures");
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.LOAD_RATE, count / load[0]);
        values.put(Measure.LOAD_CPU, load[1] / count);
        values.put(Measure.SERVER_LOAD_CPU, (after[0] - before[0]) / count);
        values.put(Measure.CPU, (load[1] + after[0] - before[0]) / count);
        if (kind.equals("store")) {
          values.put(Measure.HELD_BYTES, held(before, after, count));
        }
        add(UPSERTS, client, round, values);
        if (kind.equals("store")) {
          during(upserting, client, round);
        }
      }
    }
  }

  private void during(Jvm upserting, String client, int round) {
    ask(upserting, "search measured 1");
    for (int callers : CALLERS) {
      long start = System.nanoTime();
      double[] times = ask(upserting, "search measured " + callers);
      Map<Measure, Double> values = new EnumMap<>(Measure.class);
      values.put(Measure.MILLIS, times[0]);
      values.put(Measure.LONGEST_MILLIS, times[1]);
      values.put(Measure.RATE, times[2] / ((System.nanoTime() - start) / 1e9));
      add(SINGLE + callers + " callers search", client, round, values);
    }
  }

  private void plain(int round, int count) {
    try (Jvm server = server("plain:" + count)) {
      server.line();
      double[] before = ask(server, "figures");
      double[] after = ask(server, "figures");
      add(UPSERTS, PLAIN, round, Map.of(Measure.HELD_BYTES, held(before, after, count)));
    }
  }

  private void add(String what, String client, int round, Map<Measure, Double> values) {
    readings.add(new Reading(what, client, round, values));
    System.out.println("round " + round + ", " + what + ", " + client + ": " + values);
  }

  private static double held(double[] before, double[] after, int count) {
    return (after[1] - before[1]) / count - (double) Float.BYTES * Source.DIMENSION;
  }

  private static Jvm server(String kind) {
    return Jvm.start(
        System.getProperty("java.class.path"),
        List.of("-Xmx5g"),
        StoringServer.class,
        List.of(kind));
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
