package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.bulk.StartingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts of the embedded server and of {@code pinelink local}, beside a JVM that does nothing. */
final class ServerStart implements Scenario {
  private static final String FRESH = "from the start of the JVM";
  private static final String RUNNING = "in a running JVM";
  private static final String NOTHING = "a program that does nothing";
  private static final String START = "`EmbeddedPinecone.start()`";
  private static final String CALL = START + " and a call over TLS";
  private static final String LOCAL = "`pinelink local`";
  private static final String ARCHIVED = LOCAL + " with a class archive";
  private static final String FURTHER = "a further server";
  private static final String RESET = "reset of 10 indexes";
  private static final int ROUNDS = 10;
  private static final double MAX_START = 1_000;

  private final Readings readings = new Readings();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    Path plain = install(scratch.resolve("plain"));
    Path archived = install(scratch.resolve("archived"));
    try (Jvm writer = Jvm.run(List.of(archived.resolve("class-archive").toString()))) {
      writer.lines();
    }
    if (!Files.exists(archived.resolve("pinelink.jsa"))) {
      throw new IllegalStateException("There is no class archive");
    }
    for (int round = 1; round <= settings.rounds(ROUNDS); round++) {
      fresh(round, NOTHING, program("none"));
      fresh(round, START, program("start"));
      fresh(round, CALL, program("call"));
      fresh(round, LOCAL, local(plain));
      fresh(round, ARCHIVED, local(archived));
      running(round, FURTHER, program("further"));
      running(round, RESET, program("reset"));
    }
    new ResultPage(
            settings,
            "server-start",
            "Start of the embedded server",
            """
            From the start of a JVM: milliseconds until its first line of output, CPU of the process until then, with the
            compilers, in ticks of 10 ms, and the loaded classes. The call lists the indexes over REST. `pinelink local` is
            started by its script. In a running JVM, in a process each: the median of ten further servers, and of ten
            resets of indexes with 1,000 vectors of 384 values each; CPU without the compilers. %d processes of each kind
            in turn; medians, with the minimum and maximum in brackets.
            """
                .formatted(settings.rounds(ROUNDS)))
        .bars(
            List.of(
                atMost(FRESH, START, Measure.CPU_MILLIS, MAX_START),
                atMost(RUNNING, FURTHER, Measure.MILLIS, 50),
                atMost(RUNNING, RESET, Measure.MILLIS, 5),
                atMost(FRESH, ARCHIVED, Measure.MILLIS, MAX_START)))
        .table(readings, List.of(Measure.MILLIS, Measure.CPU_MILLIS, Measure.CLASSES))
        .write();
    return true;
  }

  private Bar atMost(String what, String client, Measure measure, double limit) {
    return Bar.atMost(
        client + ", " + measure.title(), readings.spread(what, client, measure), limit, limit);
  }

  /** Copies the program and its scripts to a directory without an archive. */
  private static Path install(Path directory) throws IOException {
    Path jar = Settings.path("jar");
    Path scripts = jar.resolve("../..").normalize();
    Files.createDirectories(directory);
    for (Path file : List.of(jar, scripts.resolve("pinelink"), scripts.resolve("class-archive"))) {
      Files.copy(file, directory.resolve(file.getFileName()));
    }
    return directory;
  }

  private static List<String> local(Path directory) {
    return List.of(directory.resolve("pinelink").toString(), "local", "--port", "0");
  }

  private static List<String> program(String kind) {
    String classPath = System.getProperty("java.class.path");
    return List.of(tool("java"), "-cp", classPath, StartingServer.class.getName(), kind);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private void fresh(int round, String client, List<String> command) {
    long start = System.nanoTime();
    try (Jvm process = Jvm.run(command)) {
      process.line();
      double millis = (System.nanoTime() - start) / 1e6;
      double cpu =
          ProcessHandle.of(process.pid())
              .flatMap(handle -> handle.info().totalCpuDuration())
              .map(Duration::toMillis)
              .orElseThrow();
      try (Jvm counting = Jvm.run(List.of(tool("jstat"), "-class", "" + process.pid()))) {
        double classes = Double.parseDouble(counting.lines().get(1).strip().split(" +", 2)[0]);
        add(
            new Reading(
                FRESH,
                client,
                round,
                Map.of(Measure.MILLIS, millis, Measure.CPU_MILLIS, cpu, Measure.CLASSES, classes)));
      }
      process.terminate();
    }
  }

  private void running(int round, String client, List<String> command) {
    List<Double> millis = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    try (Jvm process = Jvm.run(command)) {
      for (String line : process.linesUntil("ready")) {
        String[] numbers = line.split(" ", 2);
        millis.add(Double.valueOf(numbers[0]));
        cpu.add(Double.valueOf(numbers[1]));
      }
    }
    add(
        new Reading(
            RUNNING,
            client,
            round,
            Map.of(
                Measure.MILLIS, Spread.of(millis).median(),
                Measure.CPU_MILLIS, Spread.of(cpu).median())));
  }

  private void add(Reading reading) {
    readings.add(reading);
    System.out.println(reading);
  }
}
