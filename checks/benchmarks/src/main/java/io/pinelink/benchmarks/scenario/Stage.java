package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.load.ColdStart;
import io.pinelink.benchmarks.load.Driver;
import io.pinelink.benchmarks.load.IdleProcess;
import io.pinelink.benchmarks.sink.Certificate;
import io.pinelink.benchmarks.sink.Sink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sink process and the client processes that call it. */
final class Stage implements AutoCloseable {
  private static final List<String> HEAP = List.of("-Xms768m", "-Xmx768m", "-XX:+UseG1GC");
  private static final double KILOBYTE = 1_000;
  private static final Pattern CLASS_SIZE = Pattern.compile(" bytes: (\\d+) ");

  private final String ownClassPath = System.getProperty("java.class.path");
  private final Certificate certificate;
  private final Path scratch;

  /** The logging settings, which turn off the log line of each of thousands of opened indexes. */
  private final Path logging;

  private final Jvm sink;
  private final List<String> ports;

  /** Starts the sink, whose files are in a directory that exists as long as the stage. */
  Stage(Path scratch) throws IOException, InterruptedException {
    this.scratch = scratch;
    this.logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    this.certificate = Certificate.create(scratch);
    this.sink = Jvm.start(ownClassPath, HEAP, Sink.class, List.of(scratch.toString()));
    this.ports = sink.linesUntil("ready");
  }

  /** Returns how many requests the sink has answered so far, to all clients. */
  long requests() {
    sink.send("requests");
    return Long.parseLong(sink.line());
  }

  /** Starts a driver of a client with a class path in a JVM with further options. */
  Jvm driver(String classPath, String client, boolean tls, String... options) {
    List<String> all = new ArrayList<>(HEAP);
    all.addAll(List.of(options));
    List<String> args = new ArrayList<>();
    args.add(client);
    args.add(Long.toString(sink.pid()));
    args.add(port(client, tls, "small"));
    args.add(port(client, tls, "large"));
    Jvm driver = start(classPath, client, tls, all, Driver.class, args);
    driver.linesUntil("done");
    return driver;
  }

  /**
   * Starts a process that opens clients over TLS and measures them while they are idle. Its heap is
   * resident from the start, so that what its resident memory gains is other memory.
   */
  Jvm idle(String client, int idleSeconds) {
    List<String> all = new ArrayList<>(HEAP);
    all.add("-XX:+AlwaysPreTouch");
    List<String> args = new ArrayList<>();
    args.add(client);
    args.add(Integer.toString(idleSeconds));
    args.add(port(client, true, "small"));
    return start(classPathOf(client), client, true, all, IdleProcess.class, args);
  }

  /** Runs {@link ColdStart} in a JVM with further options and returns what it measured. */
  Map<Measure, Double> coldStart(
      String classPath, String client, boolean tls, List<String> options) {
    List<String> args = new ArrayList<>(List.of(client, port(client, tls, "small")));
    try (Jvm jvm = start(classPath, client, tls, options, ColdStart.class, args)) {
      String[] parts = jvm.line().split(" ", -1);
      return Map.of(
          Measure.START, Double.valueOf(parts[0]),
          Measure.START_CPU, Double.valueOf(parts[1]),
          Measure.CLASSES, Double.valueOf(parts[2]));
    }
  }

  /**
   * Returns the kilobytes of class files that {@link ColdStart} over TLS reads, from the JVM's log.
   * Classes of an archive are not read.
   */
  double classFiles(String classPath, String client, List<String> options) throws IOException {
    Path log = Files.createTempFile(scratch, "classes", null);
    List<String> all = new ArrayList<>(options);
    all.add("-Xlog:class+load=debug:file=" + log + ":none:filecount=0");
    coldStart(classPath, client, true, all);
    try (Stream<String> lines = Files.lines(log)) {
      return lines
              .map(CLASS_SIZE::matcher)
              .filter(Matcher::find)
              .mapToLong(size -> Long.parseLong(size.group(1)))
              .sum()
          / KILOBYTE;
    }
  }

  /** Returns the class path with which a client runs. */
  String classPathOf(String client) {
    return classPathOf(client, ownClassPath);
  }

  /** Returns the class path of a client; Pinelink's starts with the classes of the benchmarks. */
  static String classPathOf(String client, String own) {
    return client.equals(Plan.OFFICIAL) ? withLibraries(own, client) : own;
  }

  /** Returns the class path of a client with only the libraries that a user of it has. */
  String minimalClassPathOf(String client) {
    return withLibraries(ownClassPath, client.equals(Plan.OFFICIAL) ? client : "pinelink");
  }

  private static String withLibraries(String own, String whose) {
    try {
      String libraries = Files.readString(Settings.path("target").resolve(whose + "-classpath"));
      return own.split(":", -1)[0] + ":" + libraries.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Jvm start(
      String classPath,
      String client,
      boolean tls,
      List<String> options,
      Class<?> main,
      List<String> args) {
    List<String> all = new ArrayList<>(options);
    all.add("-Djava.util.logging.config.file=" + logging);
    if (tls) {
      args.add(certificate.pem().toString());
      all.add("-Djavax.net.ssl.trustStore=" + certificate.trust());
      all.add("-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD);
    }
    if (client.equals(Plan.GRPC_JDK_TLS)) {
      all.add("-Dio.grpc.netty.shaded.io.netty.handler.ssl.noOpenSsl=true");
    }
    return Jvm.start(classPath, all, main, args);
  }

  private String port(String client, boolean tls, String size) {
    String protocol = client.endsWith("rest") ? "rest" : "grpc";
    String key = protocol + (tls ? ".tls." : ".plaintext.") + size + "=";
    return ports.stream()
        .filter(port -> port.startsWith(key))
        .findFirst()
        .orElseThrow()
        .substring(key.length());
  }

  @Override
  public void close() {
    sink.close();
  }
}
