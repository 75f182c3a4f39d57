package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Footprint;
import io.pinelink.benchmarks.load.ColdStart;
import io.pinelink.benchmarks.load.Driver;
import io.pinelink.benchmarks.sink.Certificate;
import io.pinelink.benchmarks.sink.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sink, and the processes of clients that call it. */
final class Stage implements AutoCloseable {
  private static final List<String> HEAP = List.of("-Xms768m", "-Xmx768m", "-XX:+UseG1GC");

  private final String ownClassPath = System.getProperty("java.class.path");
  private final String officialClassPath;
  private final Certificate certificate;
  private final Place place;

  /** What is told of each index that is opened is not for thousands of them. */
  private final Path logging;

  private final Jvm sink;
  private final List<String> ports;

  /**
   * Where processes are.
   *
   * @param clients what a command of a client begins with
   * @param sink what the command of the sink begins with
   * @param address that the sink listens at
   */
  record Place(List<String> clients, List<String> sink, String address) {
    /** All on this machine's loopback. */
    static Place loopback() {
      return new Place(List.of(), List.of(), "localhost");
    }

    /** In two network namespaces. */
    static Place namespaces(String clients, String sink, String address) {
      return new Place(
          List.of("ip", "netns", "exec", clients), List.of("ip", "netns", "exec", sink), address);
    }
  }

  Stage(Place place, Path officialClassPath, Path scratch)
      throws IOException, InterruptedException {
    this.place = place;
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

  /** A client that takes orders, in a JVM with further options. */
  Jvm driver(String client, boolean tls, String... options) {
    List<String> all = new ArrayList<>(HEAP);
    all.addAll(List.of(options));
    List<String> args = new ArrayList<>();
    args.add(client);
    args.add(Long.toString(sink.pid()));
    args.add(port(client, tls, "small"));
    args.add(port(client, tls, "large"));
    Jvm driver = start(client, tls, all, Driver.class, args);
    driver.linesUntil("done");
    return driver;
  }

  /** What {@link ColdStart} prints. */
  String coldStart(String client, boolean tls) {
    List<String> args = new ArrayList<>(List.of(client, port(client, tls, "small")));
    try (Jvm jvm = start(client, tls, List.of(), ColdStart.class, args)) {
      return jvm.lines().get(0);
    }
  }

  /** What {@link Footprint} prints. */
  List<String> footprint(String client) {
    List<String> args = new ArrayList<>(List.of(client));
    ports.stream()
        .filter(port -> port.startsWith("spare="))
        .map(port -> port.substring(port.indexOf('=') + 1))
        .forEach(args::add);
    try (Jvm jvm = start(client, false, HEAP, Footprint.class, args)) {
      return jvm.lines();
    }
  }

  private Jvm start(
      String client, boolean tls, List<String> options, Class<?> main, List<String> args) {
    List<String> all = new ArrayList<>(options);
    all.add("-Djava.util.logging.config.file=" + logging);
    if (tls) {
      args.add(certificate.pem().toString());
      all.add("-Djavax.net.ssl.trustStore=" + certificate.trust());
      all.add("-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD);
    }
    if (client.equals(Plan.GRPC_JDK_TLS)) {
      all.add("-Dio.netty.handler.ssl.noOpenSsl=true");
    }
    boolean official = client.equals(Plan.OFFICIAL);
    return Jvm.start(place.clients(), official ? officialClassPath : ownClassPath, all, main, args);
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
