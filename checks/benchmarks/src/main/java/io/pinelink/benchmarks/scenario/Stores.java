package io.pinelink.benchmarks.scenario;

import io.pinelink.Pinelink;
import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.sink.Certificate;
import io.pinelink.benchmarks.stores.StoreDriver;
import io.pinelink.benchmarks.stores.StoreOperation;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A comparison of the vector stores of frameworks: those on Pinelink, and the frameworks' own on
 * the official client, against one embedded server in this process. The server has the names and
 * the port of the service, because the frameworks' stores cannot be given others.
 */
final class Stores implements Scenario {
  private static final int PORT = 443;
  private static final int WARM_UPS = 5;
  private static final int ROUNDS = 15;
  private static final String OWN = "-own";
  private static final String PINELINK = "-pinelink";
  private static final List<String> FRAMEWORKS = List.of("langchain4j", "spring-ai");
  private static final List<Measure> MEASURES =
      List.of(Measure.REQUESTS, Measure.MILLIS, Measure.CPU_MILLIS, Measure.KILOBYTES);

  private final Map<String, Jvm> stores = new LinkedHashMap<>();
  private final Readings readings = new Readings();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    int rounds = settings.rounds(ROUNDS);
    try (EmbeddedPinecone server = start()) {
      List<String> names =
          FRAMEWORKS.stream()
              .flatMap(framework -> List.of(framework + OWN, framework + PINELINK).stream())
              .filter(settings::selects)
              .toList();
      List<String> options = options(server, scratch, names);
      for (String name : names) {
        String classPath = Files.readString(Settings.path("target").resolve(name)).strip();
        List<String> args = List.of(name, EmbeddedPinecone.API_KEY, name);
        Jvm jvm = Jvm.start(classPath, options, StoreDriver.class, args);
        stores.put(name, jvm);
        jvm.linesUntil("ready");
      }
      for (int round = 1 - WARM_UPS; round <= rounds; round++) {
        for (String name : names) {
          round(name, server, round);
        }
      }
    } finally {
      stores.values().forEach(Jvm::close);
    }
    write(settings, rounds);
    return true;
  }

  private static EmbeddedPinecone start() throws UnknownHostException {
    return EmbeddedPinecone.builder()
        .listenAt(Listener.CONTROL, loopback(1))
        .listenAt(Listener.PUBLIC_DATA, loopback(2))
        .listenAt(Listener.PRIVATE_DATA, loopback(3))
        .start();
  }

  private static InetSocketAddress loopback(int number) throws UnknownHostException {
    return new InetSocketAddress(
        InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) number}), PORT);
  }

  /** Creates an index for each store, and returns the JVM options that lead to all of them. */
  private static List<String> options(EmbeddedPinecone server, Path scratch, List<String> indexes)
      throws Exception {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n127.0.0.1 api.pinecone.io\n");
    try (Pinelink client = server.clientBuilder().build()) {
      for (String name : indexes) {
        IndexDescription index =
            client
                .controlPlane()
                .createIndex(
                    CreateIndexRequest.dense(
                        name, 384, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
        hosts.append("127.0.0.2 ").append(index.host().orElseThrow()).append('\n');
        hosts.append("127.0.0.3 ").append(index.privateHost().orElseThrow()).append('\n');
      }
    }
    Path hostsFile = Files.writeString(scratch.resolve("hosts"), hosts);
    Path trust = scratch.resolve("trust.p12");
    Certificate.trust(server.authority().certificate(), trust);
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    return List.of(
        "-Xms512m",
        "-Xmx512m",
        "-XX:+UseG1GC",
        "-Djdk.net.hosts.file=" + hostsFile,
        "-Djavax.net.ssl.trustStore=" + trust,
        "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD,
        "-Djava.util.logging.config.file=" + logging);
  }

  /** Runs all operations in order; only a positive round counts. */
  private void round(String name, EmbeddedPinecone server, int round) {
    for (StoreOperation operation : StoreOperation.values()) {
      if (operation == StoreOperation.DELETE_BY_IDS) {
        // Both deletions have the same to do: what a filter has deleted is added again.
        order(name, StoreOperation.ADD, round);
      }
      server.clearRequests();
      String line = order(name, operation, round);
      List<RecordedRequest> requests = server.requests();
      if (name.endsWith(PINELINK)
          && requests.stream().anyMatch(each -> each.listener() == Listener.PUBLIC_DATA)) {
        throw new IllegalStateException(name + " used the public route");
      }
      if (round > 0 && !line.equals("unsupported")) {
        String[] parts = line.split(" ", -1);
        double repetitions = operation.repetitions();
        Map<Measure, Double> values =
            Map.of(
                Measure.REQUESTS, requests.size() / repetitions,
                Measure.MILLIS, Double.parseDouble(parts[0]) / 1e6 / repetitions,
                Measure.CPU_MILLIS, Double.parseDouble(parts[1]) / 1e6 / repetitions,
                Measure.KILOBYTES, Double.parseDouble(parts[2]) / 1e3 / repetitions);
        readings.add(new Reading(operation.title(), name, round, values));
      }
    }
  }

  private String order(String name, StoreOperation operation, int round) {
    Jvm jvm = Objects.requireNonNull(stores.get(name));
    // The first rounds warm up; a batch has a number that is not negative.
    jvm.send(operation + " " + (round + WARM_UPS));
    return jvm.line();
  }

  private void write(Settings settings, int rounds) throws Exception {
    ResultPage page =
        new ResultPage(
            settings,
            "stores",
            "Vector stores of frameworks",
            """
            Each framework's own Pinecone store on the official client, and its store on Pinelink, over TLS on loopback, one
            after the other in each of %d rounds after %d to warm up. Texts with 384 values and two metadata fields, whose
            embeddings are ready. The embedded server answers both. CPU without the JVM's compilers. Medians, with minimum and
            maximum; ratios are within the same round.
            """
                .formatted(rounds, WARM_UPS));
    page.table(readings, MEASURES);
    for (String framework : FRAMEWORKS) {
      page.table(
          readings.matching(
              reading ->
                  reading.client().equals(framework + PINELINK)
                      || reading.client().equals(framework + OWN)),
          List.of(),
          MEASURES,
          framework + OWN);
    }
    page.write();
  }
}
