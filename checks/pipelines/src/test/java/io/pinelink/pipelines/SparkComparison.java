package io.pinelink.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes the same rows with the official connector for Spark and with Pinelink's into the same
 * server, on the same version of Spark, and compares requests, time, CPU and what is stored. {@code
 * checks/pipelines/run official} runs it.
 *
 * <p>The official connector knows only the names of the real service. Both reach the server by an
 * HTTP proxy and a trust store, which the JVM's properties name.
 */
final class SparkComparison {
  private static final int DIMENSION = 384;
  private static final int TENANTS = 20;
  private static final int WARM_WRITES = 2;
  private static final String OFFICIAL = "io.pinecone.spark.pinecone.Pinecone";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedPinecone server;
  private final Path work;
  private final Path trust;
  private final int proxy;
  private final int rows;

  private SparkComparison(EmbeddedPinecone server, Path work, Path trust, int proxy, int rows) {
    this.server = server;
    this.work = work;
    this.trust = trust;
    this.proxy = proxy;
    this.rows = rows;
  }

  public static void main(String... args) throws Exception {
    int rows = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
    Path work = Path.of(System.getProperty("pipelines.work"), "official");
    Files.createDirectories(work);
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      Process tunnel = tunnel(server);
      try (BufferedReader out = tunnel.inputReader()) {
        int proxy = Integer.parseInt(out.readLine());
        SparkComparison comparison =
            new SparkComparison(server, work, trustStore(server, work), proxy, rows);
        for (int tenants : new int[] {1, TENANTS}) {
          Path table = work.resolve("rows-" + tenants + ".json");
          comparison.writeRows(table, tenants);
          comparison.compare(client, table, tenants, "official", OFFICIAL);
          comparison.compare(client, table, tenants, "pinelink", "pinelink");
        }
      } finally {
        tunnel.destroyForcibly();
      }
    }
    System.exit(0);
  }

  private static Process tunnel(EmbeddedPinecone server) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            System.getProperty("pipelines.tunnel"),
            String.valueOf(server.address(Listener.CONTROL).getPort()),
            String.valueOf(server.address(Listener.PUBLIC_DATA).getPort()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Path trustStore(EmbeddedPinecone server, Path work) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", server.authority().certificate());
    Path file = work.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    return file;
  }

  private void writeRows(Path file, int tenants) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < rows; i++) {
        ObjectNode row = JSON.createObjectNode().put("id", "row-" + i);
        row.put("namespace", tenant(i, tenants));
        ArrayNode values = row.putArray("values");
        for (float value : values(i)) {
          values.add(value);
        }
        ObjectNode metadata = row.putObject("metadata");
        metadata.setAll(JSON.<ObjectNode>valueToTree(metadata(i).asMap()));
        // Whole numbers, as the columns are of the type BIGINT.
        metadata.put("count", count(i)).put("created", created(i));
        out.write(row.toString());
        out.newLine();
      }
    }
  }

  private static String tenant(int i, int tenants) {
    return "tenant-" + i % tenants;
  }

  private static float[] values(int i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] values = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      values[j] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static long count(int i) {
    return 16_777_217L + i;
  }

  private static long created(int i) {
    return 1_796_000_000_123L + i;
  }

  /** Returns values of each type. A third of the rows have no note. */
  private static Metadata metadata(int i) {
    Metadata.Builder metadata =
        Metadata.builder()
            .put("count", count(i))
            .put("created", created(i))
            .put("price", 19.99 + i)
            .put("even", i % 2 == 0)
            .put("title", "Row " + i)
            .put("tags", i % 5 == 0 ? List.of() : List.of("a", "tag " + i % 7));
    if (i % 3 != 0) {
      metadata.put("note", "Note " + i);
    }
    return metadata.build();
  }

  private void compare(Pinelink client, Path table, int tenants, String name, String format)
      throws Exception {
    String indexName = name + "-" + tenants;
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder(indexName, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                .dimension(DIMENSION)
                .build());
    Path options =
        KafkaBroker.write(
            work.resolve(indexName + ".properties"),
            format.equals(OFFICIAL)
                ? Map.of(
                    "pinecone.apiKey", server.project().apiKey(), "pinecone.indexName", indexName)
                : Map.of("index.name", indexName, "namespace.column", "namespace"));
    System.out.printf("%n%s, %,d rows, %d to a namespace:%n", name, rows, rows / tenants);
    server.clearRequests();
    System.out.println("  the first write of a JVM: " + run(name, format, options, table, 0));
    System.out.println("  requests: " + requests());
    System.out.println(
        "  a write in a warm JVM: " + run(name, format, options, table, WARM_WRITES));
    differences(client.index(indexName), tenants)
        .forEach((part, text) -> System.out.println("  differs: " + part + ", " + text));
  }

  /** Runs a driver, and returns what it prints for the reader. */
  private String run(String name, String format, Path options, Path table, int warm)
      throws Exception {
    Path log = work.resolve(name + ".log");
    Files.deleteIfExists(log);
    String jars = System.getProperty("pipelines.official");
    JavaProcess driver =
        JavaProcess.start(
            work,
            name,
            jars + "/*:" + System.getProperty("pipelines.spark.connector"),
            jvmOptions(),
            Map.of("PINECONE_API_KEY", server.project().apiKey(), "SPARK_LOCAL_IP", "127.0.0.1"),
            "io.pinelink.pipelines.spark.SparkWrite",
            format,
            options.toString(),
            table.toString(),
            String.valueOf(warm));
    if (driver.awaitExit() != 0) {
      throw new IllegalStateException("the driver failed: " + log);
    }
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith("> "))
        .map(line -> line.substring(2))
        .collect(Collectors.joining());
  }

  private List<String> jvmOptions() {
    List<String> options = new ArrayList<>(SparkCluster.OPENED);
    options.addAll(
        List.of(
            "-Xmx2g",
            "-XX:TieredStopAtLevel=4",
            "-Dhttps.proxyHost=127.0.0.1",
            "-Dhttps.proxyPort=" + proxy,
            "-Djavax.net.ssl.trustStore=" + trust,
            "-Djavax.net.ssl.trustStorePassword=changeit"));
    return options;
  }

  private Map<String, Long> requests() {
    return server.requests().stream()
        .collect(
            Collectors.groupingBy(
                request -> request.operation() + " over " + request.protocol(),
                TreeMap::new,
                Collectors.counting()));
  }

  /** Returns the parts of rows that are not stored as given, with their number and an example. */
  private Map<String, String> differences(Index index, int tenants) {
    Map<String, List<String>> found = new TreeMap<>();
    for (int tenant = 0; tenant < tenants; tenant++) {
      for (Vector vector : index.namespace(tenant(tenant, tenants)).scan()) {
        int i = Integer.parseInt(vector.id().substring("row-".length()));
        if (!Arrays.equals(vector.values(), values(i))) {
          found.computeIfAbsent("values", key -> new ArrayList<>()).add(vector.id());
        }
        Map<String, Object> stored = vector.metadata().asMap();
        Map<String, Object> given = metadata(i).asMap();
        TreeSet<String> keys = new TreeSet<>(given.keySet());
        keys.addAll(stored.keySet());
        for (String key : keys) {
          if (!String.valueOf(given.get(key)).equals(String.valueOf(stored.get(key)))) {
            found
                .computeIfAbsent(key, k -> new ArrayList<>())
                .add(given.get(key) + " is stored as " + stored.get(key));
          }
        }
      }
    }
    Map<String, String> differences = new TreeMap<>();
    found.forEach(
        (part, all) -> differences.put(part, all.size() + " rows, such as " + all.get(0)));
    return differences;
  }
}
