package io.pinelink.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Vector;
import io.pinelink.pipelines.TableChanges.Stored;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests the connector for Spark on a master and two workers, against a server on the private route
 * over TLS, while a worker, a driver and the service fail.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class SparkSinkIT {
  private static final int ROWS = Integer.getInteger("pipelines.records", 60_000);
  private static final int FILES = 4;
  private static final int MICRO_BATCHES = 6;
  private static final String TABLE = "table";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static SparkCluster cluster;
  private static Index index;

  @BeforeAll
  static void startTheCluster() throws Exception {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder(TABLE, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                .dimension(TableChanges.DIMENSION)
                .build());
    index = client.index(TABLE);
    cluster = new SparkCluster(server, 2, "512m");
  }

  @AfterAll
  static void stopTheCluster() {
    if (cluster != null) {
      cluster.close();
    }
    client.close();
    server.close();
  }

  @AfterEach
  void everyCallWasPrivateAndNoSecretWasLogged() throws IOException {
    assertThat(server.requests()).noneMatch(request -> request.listener() == Listener.PUBLIC_DATA);
    assertThat(cluster.log()).doesNotContain(server.project().apiKey());
  }

  @AfterEach
  void endFaults() {
    server.faults().clear();
  }

  private static Map<String, String> options(String namespace) {
    Map<String, String> options = cluster.options(TABLE);
    options.put("namespace", namespace);
    options.put("mode.column", "mode");
    options.put("batch.max.items", "100");
    return options;
  }

  @Test
  void nothingIsLostWhileAWorkerAndTheServiceFail() throws Exception {
    TableChanges changes = new TableChanges(42);
    Path rows = cluster.work.resolve("rows");
    for (int i = 0; i < FILES; i++) {
      changes.insert(rows.resolve(i + ".json"), ROWS / FILES);
    }
    failSomeCalls();
    // Slow enough that the worker is killed in mid-write.
    slowDown(ROWS / 300);
    JavaProcess batch = submit("batch", options("batch"), "write", rows.toString());
    awaitWhileRunning(batch, () -> count("batch") > ROWS / 4);
    cluster.killWorker(0);
    assertThat(count("batch")).isLessThan(ROWS);
    server.faults().remove("slow");
    assertThat(batch.awaitExit()).isZero();
    assertThat(cluster.log("batch")).contains("Lost executor");
    cluster.restartWorker(0);

    Path changed = cluster.work.resolve("changed");
    changes.changeOften(changed.resolve("0.json"), ROWS / 3);
    failSomeCalls();
    Path read = cluster.work.resolve("read");
    Map<String, String> ordered = options("batch");
    ordered.put("order.column", "version");
    JavaProcess second =
        submit("changes", ordered, "write", changed.toString(), "read", read.toString());
    assertThat(second.awaitExit()).isZero();

    assertThat(changes.differences(stored("batch"))).isEmpty();
    assertThat(changes.differences(readBack(read))).isEmpty();
  }

  @Test
  void aStreamContinuesAfterItsDriverWasKilled() throws Exception {
    TableChanges changes = new TableChanges(43);
    Path files = cluster.work.resolve("stream");
    changes.insert(files.resolve("0.json"), ROWS / 6);
    for (int i = 1; i < MICRO_BATCHES; i++) {
      changes.change(files.resolve(i + ".json"), ROWS / 10);
    }
    for (int i = 0; i < MICRO_BATCHES; i++) {
      Files.setLastModifiedTime(files.resolve(i + ".json"), FileTime.fromMillis(1_000L * i));
    }
    Path checkpoint = cluster.work.resolve("checkpoint");
    String[] steps = {"stream", files.toString(), checkpoint.toString()};
    Map<String, String> options = options("stream");
    options.put("api.key", server.project().apiKey());
    // Fewer than the calls of two micro-batches, so that the third is slow.
    slowDown(ROWS / 550);
    JavaProcess killed = submit("stream", options, steps);
    awaitWhileRunning(killed, () -> Files.exists(checkpoint.resolve("offsets/2")));
    long before = upserts();
    awaitWhileRunning(killed, () -> upserts() > before);
    killed.kill();
    assertThat(checkpoint.resolve("commits/" + (MICRO_BATCHES - 1))).doesNotExist();
    server.faults().remove("slow");

    failSomeCalls();
    JavaProcess restarted = submit("stream", options, steps);
    assertThat(restarted.awaitExit()).isZero();
    assertThat(checkpoint.resolve("commits/" + (MICRO_BATCHES - 1))).exists();
    assertThat(changes.differences(stored("stream"))).isEmpty();
  }

  @Test
  void aPrivateRouteThatCannotBeTakenFailsTheJobWithTheReason() throws Exception {
    Map<String, String> options = options("none");
    options.put("route.connect.rules", "*.pinecone.io=127.0.0.1:" + JavaProcess.freePort());
    Path rows = cluster.work.resolve("one");
    new TableChanges(44).insert(rows.resolve("0.json"), 1);
    assertThat(submit("unreachable", options, "write", rows.toString()).awaitExit()).isNotZero();
    assertThat(cluster.log("unreachable")).contains("(private route)", "was refused");
  }

  private static JavaProcess submit(String job, Map<String, String> options, String... steps)
      throws IOException {
    return cluster.submit(job, "SparkJob", options, steps);
  }

  /** Slows upserts down, after a number of them. */
  private static void slowDown(int spared) {
    server
        .faults()
        .add(
            FaultRule.builder(Fault.delay(Duration.ofSeconds(1)))
                .name("slow")
                .operations("upsert")
                .after(spared)
                .build());
  }

  private static void failSomeCalls() {
    server
        .faults()
        .add(
            FaultRule.builder(
                    Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down", Duration.ofMillis(100)))
                .operations("upsert", "delete", "update")
                .times(10)
                .build());
    server.faults().add(FaultRule.builder(Fault.drop()).operations("upsert").times(10).build());
  }

  private static void awaitWhileRunning(JavaProcess driver, Callable<Boolean> condition) {
    await()
        .atMost(SparkCluster.LONG)
        .until(
            () -> {
              assertThat(driver.awaitExit(Duration.ZERO)).as("the driver has ended").isFalse();
              return condition.call();
            });
  }

  private static long upserts() {
    return server.requests().stream().filter(r -> r.operation().equals("upsert")).count();
  }

  private static long count(String namespace) {
    return index.describeIndexStats().namespaces().getOrDefault(namespace, 0L);
  }

  private static Map<String, Stored> stored(String namespace) {
    Map<String, Stored> stored = new HashMap<>();
    for (Vector vector : index.namespace(namespace).scan()) {
      stored.put(
          vector.id(),
          stored(
              vector.values(),
              (long) vector.metadata().number("version").orElse(-1),
              vector.metadata().string("title").orElse("")));
    }
    return stored;
  }

  private static Map<String, Stored> readBack(Path folder) throws IOException {
    Map<String, Stored> stored = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode row = JSON.readTree(line);
          float[] values = new float[row.path("values").size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = row.path("values").get(i).floatValue();
          }
          String title = row.path("title").asText();
          long version = TableChanges.version(title);
          assertThat(row.path("even").asBoolean()).isEqualTo(version % 2 == 0);
          assertThat(row.path("tags").toString())
              .isEqualTo("[\"a\",\"" + TableChanges.tag(version) + "\"]");
          stored.put(row.path("id").asText(), stored(values, row.path("version").asLong(), title));
        }
      }
    }
    return stored;
  }

  /** Returns the versions of a row whose parts fit each other. */
  private static Stored stored(float[] values, long metadata, String title) {
    long version = TableChanges.version(title);
    assertThat(values).isEqualTo(TableChanges.values(version));
    return new Stored(version, metadata);
  }
}
