package io.pinelink.spark;

import io.pinelink.ControlPlane;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark of two threads in this JVM, and a server on the private route over TLS with an index of
 * each kind. All tests of a JVM share it, since Spark takes seconds to start.
 */
final class LocalSpark {
  private static final LocalSpark SHARED = new LocalSpark();

  final SparkSession session;
  final EmbeddedPinecone server = EmbeddedPinecone.start();
  final Pinelink client = server.clientBuilder().build();
  private final Path authority;

  private LocalSpark() {
    Path folder = temporaryFolder();
    session =
        SparkSession.builder()
            .master("local[2, 2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
            .config("spark.redaction.regex", "(?i)secret|password|api[.]key")
            .getOrCreate();
    authority = folder.resolve("ca.pem");
    try {
      Files.writeString(authority, server.authority().pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    createIndexes(client.controlPlane());
  }

  static LocalSpark shared() {
    return SHARED;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("pinelink-spark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createIndexes(ControlPlane control) {
    control.createIndex(
        CreateIndexRequest.builder("docs", Indexes.REGION)
            .dimension(2)
            .metric(Metric.DOT_PRODUCT)
            .build());
    control.createIndex(
        CreateIndexRequest.builder(
                "limited",
                IndexSpec.serverless(Cloud.AWS, "us-east-1")
                    .withSchema(MetadataSchema.of("parity", "number")))
            .dimension(2)
            .build());
    control.createIndexForModel(
        CreateIndexForModelRequest.builder(
                "texts", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "text")
            .build());
    control.createDocumentIndex(
        CreateDocumentIndexRequest.builder(
                "articles",
                IndexSchema.builder()
                    .text("title", FullTextSearch.defaults())
                    .denseVector("meaning", 2, Metric.COSINE)
                    .sparseVector("words")
                    .build(),
                Indexes.REGION)
            .build());
  }

  Dataset<Row> sql(String query) {
    return session.sql(query);
  }

  /** Returns the options of the private route, and others in pairs. */
  Map<String, String> options(String index, String... others) {
    Map<String, String> options = new HashMap<>();
    options.put("api.key", server.project().apiKey());
    options.put("index.name", index);
    options.put("control.plane", "https://localhost:" + server.address(Listener.CONTROL).getPort());
    options.put("tls.ca.file", authority.toString());
    options.put("route.policy", "private-required");
    options.put("route.allow.loopback", "true");
    options.put(
        "route.connect.rules",
        "*.pinecone.io=127.0.0.1:" + server.address(Listener.PRIVATE_DATA).getPort());
    for (int i = 0; i < others.length; i += 2) {
      options.put(others[i], others[i + 1]);
    }
    return options;
  }

  void append(Dataset<Row> rows, String index, String... others) {
    rows.write().format("pinelink").options(options(index, others)).mode("append").save();
  }

  Vector vector(String index, String namespace, String id) {
    Vector vector = namespace(index, namespace).fetch(FetchRequest.byIds(id)).vectors().get(id);
    if (vector == null) {
      throw new AssertionError("no vector " + id + ", expected one of " + ids(index, namespace));
    }
    return vector;
  }

  Set<String> ids(String index, String namespace) {
    Set<String> ids = new TreeSet<>();
    namespace(index, namespace).listAllIds().forEach(ids::add);
    return ids;
  }

  private Index namespace(String index, String namespace) {
    return client.index(index).namespace(namespace);
  }

  long requests(Predicate<RecordedRequest> counted) {
    return server.requests().stream().filter(counted).count();
  }
}
