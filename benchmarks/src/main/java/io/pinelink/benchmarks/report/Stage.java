package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.ColdStart;
import io.pinelink.benchmarks.load.Driver;
import io.pinelink.benchmarks.load.Footprint;
import io.pinelink.benchmarks.sink.Certificate;
import io.pinelink.benchmarks.sink.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sink process and the client processes that call it. */
final class Stage implements AutoCloseable {
  private static final List<String> HEAP = List.of("-Xms768m", "-Xmx768m", "-XX:+UseG1GC");
  private static final double KILOBYTE = 1_000;

  private final String ownClassPath = System.getProperty("java.class.path");
  private final String officialClassPath;
  private final Certificate certificate;
  private final Place place;
  private final Path scratch;

  /** The logging settings, which turn off the log line of each of thousands of opened indexes. */
  private final Path logging;

  private final Jvm sink;
  private final List<String> ports;

  /**
   * The location of the processes.
   *
   * @param clients the prefix of a client's command
   * @param sink the prefix of the sink's command
   * @param address the address that the sink listens on
   */
  record Place(List<String> clients, List<String> sink, String address) {
    /** Returns a location with all processes on loopback. */
    static Place loopback() {
      return new Place(List.of(), List.of(), "localhost");
    }

    /** Returns a location in two network namespaces. */
    static Place namespaces(String clients, String sink, String address) {
      return new Place(
          List.of("ip", "netns", "exec", clients), List.of("ip", "netns", "exec", sink), address);
    }
  }

  Stage(Place place, Path officialClassPath, Path scratch)
      throws IOException, InterruptedException {
    this.place = place;
    this.scratch = scratch;
    this.logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    this.officialClassPath =
        ownClassPath.split(":", -1)[0] + ":" + Files.readString(officialClassPath).strip();
    this.certificate = Certificate.create(scratch);
    this.sink =
        Jvm.start(
            place.sink(),
            ownClassPath,
            HEAP,
            Sink.class,
            List.of(place.address(), scratch.toString()));
    this.ports = sink.linesUntil("ready");
  }

  /** Returns how many requests the sink has answered so far, to all clients. */
  long requests() {
    sink.send("requests");
    return Long.parseLong(sink.line());
  }

  /** Starts a driver of a client in a JVM with further options. */
  Jvm driver(String client, boolean tls, String... options) {
    return driver(classPathOf(client), client, tls, options);
  }

  /** Starts a driver with another class path, such as the class path of another build. */
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

  /** Runs {@link ColdStart} in a JVM with further options and returns what it measured. */
  Map<Measure, Double> coldStart(String client, boolean tls, List<String> options) {
    return coldStart(classPathOf(client), client, tls, options);
  }

  /** Runs {@link ColdStart} with another class path. */
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

  /** Returns the kilobytes of class files that {@link ColdStart} reads. */
  double classFiles(String classPath, String client, boolean tls, List<String> options)
      throws IOException {
    Path log = Files.createTempFile(scratch, "classes", null);
    List<String> all = new ArrayList<>(options);
    all.addAll(ClassFiles.loggedTo(log));
    coldStart(classPath, client, tls, all);
    long bytes = ClassFiles.bytes(log);
    Files.delete(log);
    return bytes / KILOBYTE;
  }

  /** Returns the output of {@link Footprint}. */
  List<String> footprint(String client) {
    List<String> args = new ArrayList<>(List.of(client));
    ports.stream()
        .filter(port -> port.startsWith("spare="))
        .map(port -> port.substring(port.indexOf('=') + 1))
        .forEach(args::add);
    try (Jvm jvm = start(classPathOf(client), client, false, HEAP, Footprint.class, args)) {
      return jvm.lines();
    }
  }

  /** Returns the class path with which a client runs. */
  String classPathOf(String client) {
    return client.equals(Plan.OFFICIAL) ? officialClassPath : ownClassPath;
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
    return Jvm.start(place.clients(), classPath, all, main, args);
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
