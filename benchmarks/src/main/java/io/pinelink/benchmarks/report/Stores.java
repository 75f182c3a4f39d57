package io.pinelink.benchmarks.report;

import io.pinelink.Pinelink;
import io.pinelink.benchmarks.stores.StoreDriver;
import io.pinelink.benchmarks.stores.StoreOperation;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of the vector stores of frameworks: those on Pinelink, and the frameworks' own on
 * the official client, against one embedded server in this process. The server has the names and
 * the port of the service, because the frameworks' stores cannot be given others. Started by {@code
 * benchmarks/stores.sh}.
 */
public final class Stores {
  private static final int PORT = 443;
  private static final int WARM_UPS = 5;
  private static final int ROUNDS = 15;
  private static final int QUICK_ROUNDS = 2;
  private static final String PASSWORD = "benchmarks";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_KILOBYTE = 1_000;

  /** The cost of an operation: requests, milliseconds, milliseconds of CPU and kilobytes. */
  private record Cost(double requests, double millis, double cpu, double allocated) {
    static @Nullable Cost parse(String line, int requests, int repetitions) {
      if (line.equals("unsupported")) {
        return null;
      }
      String[] parts = line.split(" ", -1);
      return new Cost(
          (double) requests / repetitions,
          Double.parseDouble(parts[0]) / NANOS_PER_MILLI / repetitions,
          Double.parseDouble(parts[1]) / NANOS_PER_MILLI / repetitions,
          Double.parseDouble(parts[2]) / BYTES_PER_KILOBYTE / repetitions);
    }
  }

  /** The column of a report. */
  private record Column(String title, ToDoubleFunction<Cost> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("requests", Cost::requests),
          new Column("ms", Cost::millis),
          new Column("CPU ms", Cost::cpu),
          new Column("KB allocated", Cost::allocated));

  /** A store in its process. */
  private record Subject(String name, Jvm jvm, Map<StoreOperation, List<Cost>> costs) {}

  private Stores() {}

  /**
   * Runs the comparison and writes the report.
   *
   * @param args the directory of the results, {@code --quick} or an empty text, and for each store
   *     its name and the file with its class path
   */
  public static void main(String... args) throws Exception {
    boolean quick = args[1].equals("--quick");
    try (Scratch scratch = Scratch.create();
        EmbeddedPinecone server = start()) {
      List<Subject> subjects = new ArrayList<>();
      try {
        List<String> options = options(server, scratch.directory(), args);
        for (int i = 2; i < args.length; i += 2) {
          subjects.add(open(args[i], Files.readString(Path.of(args[i + 1])).strip(), options));
        }
        for (int round = -WARM_UPS; round < (quick ? QUICK_ROUNDS : ROUNDS); round++) {
          for (Subject subject : subjects) {
            run(subject, server, round);
          }
        }
      } finally {
        subjects.forEach(subject -> subject.jvm().close());
      }
      write(subjects, Path.of(args[0]), quick);
    }
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
  private static List<String> options(EmbeddedPinecone server, Path scratch, String... args)
      throws Exception {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n127.0.0.1 api.pinecone.io\n");
    try (Pinelink client = server.clientBuilder().build()) {
      for (int i = 2; i < args.length; i += 2) {
        IndexDescription index =
            client
                .controlPlane()
                .createIndex(
                    CreateIndexRequest.dense(
                        args[i], 384, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
        hosts.append("127.0.0.2 ").append(index.host().orElseThrow()).append('\n');
        hosts.append("127.0.0.3 ").append(index.privateHost().orElseThrow()).append('\n');
      }
    }
    Path hostsFile = Files.writeString(scratch.resolve("hosts"), hosts);
    Path trust = scratch.resolve("trust.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", server.certificateAuthority());
    try (OutputStream out = Files.newOutputStream(trust)) {
      store.store(out, PASSWORD.toCharArray());
    }
    Path logging = Files.writeString(scratch.resolve("logging.properties"), ".level=WARNING\n");
    return List.of(
        "-Xms512m",
        "-Xmx512m",
        "-XX:+UseG1GC",
        "-Djdk.net.hosts.file=" + hostsFile,
        "-Djavax.net.ssl.trustStore=" + trust,
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
        "-Djava.util.logging.config.file=" + logging);
  }

  private static Subject open(String name, String classPath, List<String> options) {
    Jvm jvm =
        Jvm.start(
            List.of(),
            classPath,
            options,
            StoreDriver.class,
            List.of(name, EmbeddedPinecone.API_KEY, name));
    jvm.linesUntil("ready");
    return new Subject(name, jvm, new EnumMap<>(StoreOperation.class));
  }

  /** Runs all operations in order; a negative round only warms up. */
  private static void run(Subject subject, EmbeddedPinecone server, int round) {
    for (StoreOperation operation : StoreOperation.values()) {
      if (operation == StoreOperation.DELETE_BY_IDS) {
        // Both deletions have the same to do: what a filter has deleted is added again.
        subject.jvm().send(StoreOperation.ADD + " " + round);
        subject.jvm().line();
      }
      server.clearRequests();
      subject.jvm().send(operation + " " + round);
      String line = subject.jvm().line();
      List<RecordedRequest> requests = server.requests();
      checkRoute(subject, requests);
      Cost cost = Cost.parse(line, requests.size(), operation.repetitions());
      if (cost != null && round >= 0) {
        subject.costs().computeIfAbsent(operation, key -> new ArrayList<>()).add(cost);
      }
    }
  }

  private static void checkRoute(Subject subject, List<RecordedRequest> requests) {
    boolean wentPublic =
        requests.stream().anyMatch(request -> request.listener() == Listener.PUBLIC_DATA);
    if (wentPublic && subject.name().endsWith("-pinelink")) {
      throw new IllegalStateException(subject.name() + " used the public route");
    }
  }

  private static void write(List<Subject> subjects, Path results, boolean quick)
      throws IOException {
    String name = LocalDate.now(ZoneOffset.UTC) + "-stores" + (quick ? "-quick" : "");
    StringBuilder text = new StringBuilder("# Vector stores of frameworks, " + name + "\n\n");
    text.append(Machine.describe());
    text.append(
        """


        Each framework's own Pinecone store on the official client, and its store on Pinelink, over TLS on loopback, one
        after the other in each of %d rounds after %d to warm up. Texts with 384 values and two metadata fields, whose
        embeddings are ready. The embedded server answers both. CPU without the JVM's compilers. Medians, with minimum and
        maximum.

        | store | operation | %s |
        |---|---|%s
        """
            .formatted(
                quick ? QUICK_ROUNDS : ROUNDS,
                WARM_UPS,
                String.join(" | ", COLUMNS.stream().map(Column::title).toList()),
                "---|".repeat(COLUMNS.size())));
    for (Subject subject : subjects) {
      for (StoreOperation operation : StoreOperation.values()) {
        List<Cost> costs = subject.costs().getOrDefault(operation, List.of());
        text.append("| %s | %s |".formatted(subject.name(), operation.title()));
        for (Column column : COLUMNS) {
          text.append(costs.isEmpty() ? " not offered |" : " " + spread(costs, column) + " |");
        }
        text.append('\n');
      }
    }
    text.append("\nPinelink's store relative to the framework's own, round by round:\n\n");
    text.append("| framework | operation | requests | ms | CPU ms | KB allocated |\n");
    text.append("|---|---|---|---|---|---|\n");
    pairs(subjects)
        .forEach(
            (own, pinelink) -> {
              for (StoreOperation operation : StoreOperation.values()) {
                List<Cost> before = own.costs().getOrDefault(operation, List.of());
                List<Cost> after = pinelink.costs().getOrDefault(operation, List.of());
                if (before.isEmpty() || after.isEmpty()) {
                  continue;
                }
                text.append("| %s | %s |".formatted(framework(own), operation.title()));
                for (Column column : COLUMNS) {
                  text.append(" ").append(ratio(before, after, column)).append(" |");
                }
                text.append('\n');
              }
            });
    Files.createDirectories(results);
    Files.writeString(results.resolve(name + ".md"), text);
    System.out.println("Written to " + results.resolve(name + ".md"));
  }

  private static Spread spread(List<Cost> costs, Column column) {
    return Spread.of(costs.stream().map(column.value()::applyAsDouble).toList());
  }

  private static Spread ratio(List<Cost> before, List<Cost> after, Column column) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      ratios.add(
          column.value().applyAsDouble(after.get(i)) / column.value().applyAsDouble(before.get(i)));
    }
    return Spread.of(ratios);
  }

  private static Map<Subject, Subject> pairs(List<Subject> subjects) {
    Map<Subject, Subject> pairs = new LinkedHashMap<>();
    for (Subject own : subjects) {
      if (own.name().endsWith("-own")) {
        subjects.stream()
            .filter(other -> other.name().equals(framework(own) + "-pinelink"))
            .forEach(other -> pairs.put(own, other));
      }
    }
    return pairs;
  }

  private static String framework(Subject subject) {
    return subject.name().substring(0, subject.name().lastIndexOf('-'));
  }
}
