package io.pinelink.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.pipelines.flink.Change;
import io.pinelink.pipelines.flink.SqlJob;
import io.pinelink.pipelines.flink.StreamJob;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.ActiveFault;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Listener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the sink for Flink on a job manager and two task managers, against a server on the private
 * route over TLS, while a task manager is killed and the service fails.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class FlinkSinkIT {
  private static final int CHANGES =
      Integer.getInteger("pipelines.records", 60_000) / Change.SOURCES * Change.SOURCES;
  private static final String INDEX = "docs";
  private static final Duration LONG = Duration.ofMinutes(3);

  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static FlinkCluster cluster;

  /** Refuses and counts all public calls, of which the server would keep only the newest. */
  private static ActiveFault publicCalls;

  @BeforeAll
  static void startTheCluster() throws Exception {
    server = EmbeddedPinecone.start();
    publicCalls =
        server
            .faults()
            .add(
                FaultRule.builder(Fault.refuse(ErrorCode.PERMISSION_DENIED, "public"))
                    .listener(Listener.PUBLIC_DATA)
                    .build());
    client = server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder(INDEX, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                .dimension(Change.DIMENSION)
                .build());
    cluster = new FlinkCluster(server, 2);
    await().atMost(LONG).until(() -> cluster.slots() == 2 * FlinkCluster.SLOTS);
  }

  @AfterAll
  static void stopTheCluster() {
    if (cluster != null) {
      cluster.close();
    }
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(classes = {StreamJob.class, SqlJob.class})
  void nothingIsLostAndOrderIsKeptWhileATaskManagerAndTheServiceFail(Class<?> main)
      throws Exception {
    String namespace = main.getSimpleName();
    // The first run cannot reach the end of the load before it is stopped.
    List<String> slow = arguments(main, namespace, cluster.connection(), CHANGES / 40);
    String job = cluster.run(main, 3, slow, null, Map.of());
    awaitCheckpoints(job, 2);

    ActiveFault throttled = throttle();
    String killed = cluster.killTaskManager();
    whileRuns(job).until(() -> cluster.exceptions(job).contains(killed));
    cluster.addTaskManager();
    awaitCheckpoints(job, cluster.checkpoints(job) + 2);

    ActiveFault dropped = dropConnections();
    String request = cluster.stop(job);
    String savepoint =
        whileRuns(job).until(() -> cluster.savepoint(job, request), path -> !path.isEmpty());
    awaitEnd(job);
    assertThat(stored(namespace)).isNotEqualTo(Change.versions(CHANGES));

    List<String> fast = arguments(main, namespace, cluster.connection(), CHANGES);
    String resumed = cluster.run(main, 4, fast, savepoint, Map.of());
    awaitEnd(resumed);

    assertThat(stored(namespace)).isEqualTo(Change.versions(CHANGES));
    assertThat(throttled.strikes()).isPositive();
    assertThat(dropped.strikes()).isPositive();
    assertNoPublicCall();
    assertThat(cluster.log()).doesNotContain(server.project().apiKey());
  }

  @ParameterizedTest
  @ValueSource(classes = {StreamJob.class, SqlJob.class})
  void aPrivateRouteThatLeadsElsewhereFailsTheJobWithTheReason(Class<?> main) {
    String namespace = main.getSimpleName() + "-elsewhere";
    Map<String, String> options = cluster.connection();
    options.put("route.allow.loopback", "false");

    String job =
        cluster.run(
            main,
            1,
            arguments(main, namespace, options, CHANGES),
            null,
            Map.of("restart-strategy.type", "none"));
    await().atMost(LONG).until(() -> cluster.state(job), "FAILED"::equals);

    assertThat(cluster.exceptions(job)).contains("which is loopback, so nothing was sent");
    assertThat(stored(namespace)).isEmpty();
    assertNoPublicCall();
  }

  @Test
  void rowsAreReadByIdAndBySearch() {
    Index docs = client.index(INDEX).namespace("read");
    docs.upsert(LongStream.range(0, 100).mapToObj(FlinkSinkIT::randomVector).toList());

    insertFound(
        "ids",
        "SELECT d.id, d.embedding, d.version"
            + " FROM (SELECT id, PROCTIME() AS asked FROM (VALUES ('doc-5'), ('other')) AS i (id)) q"
            + " JOIN docs FOR SYSTEM_TIME AS OF q.asked AS d ON q.id = d.id");
    insertFound(
        "searched",
        "SELECT id, embedding, version"
            + " FROM TABLE(VECTOR_SEARCH(TABLE docs, DESCRIPTOR(embedding), ARRAY["
            + floats(randomVector(5))
            + "], 3))");

    assertThat(stored("ids")).containsOnly(entry("doc-5", 5L));
    assertThat(stored("searched").keySet())
        .containsExactlyInAnyOrderElementsOf(
            docs.query(QueryRequest.builder().id("doc-5").topK(3).build()).matches().stream()
                .map(Match::id)
                .toList());
    assertNoPublicCall();
  }

  /** Runs a job that reads the namespace "read", and writes what it finds into another one. */
  private static void insertFound(String namespace, String query) {
    awaitEnd(
        cluster.run(
            SqlJob.class,
            2,
            List.of(
                String.valueOf(CHANGES),
                String.valueOf(CHANGES),
                table("docs", "read", cluster.connection()),
                table("found", namespace, cluster.connection()),
                "INSERT INTO found " + query + " ON CONFLICT DO DEDUPLICATE"),
            null,
            Map.of()));
  }

  private static Vector randomVector(long number) {
    SplittableRandom random = new SplittableRandom(number);
    float[] values = new float[Change.DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Vector.of("doc-" + number, values, Metadata.of("version", number));
  }

  private static String floats(Vector vector) {
    StringJoiner floats = new StringJoiner(", ");
    for (float value : vector.values()) {
      floats.add("CAST(" + value + " AS FLOAT)");
    }
    return floats.toString();
  }

  private static List<String> arguments(
      Class<?> main, String namespace, Map<String, String> connection, int perCheckpoint) {
    if (main == SqlJob.class) {
      return List.of(
          String.valueOf(CHANGES),
          String.valueOf(perCheckpoint),
          table("docs", namespace, connection),
          "INSERT INTO docs SELECT id, embedding, version FROM changes");
    }
    Map<String, String> options = new TreeMap<>(connection);
    options.put("index.name", INDEX);
    options.put("namespace", namespace);
    options.put("changes", String.valueOf(CHANGES));
    options.put("per.checkpoint", String.valueOf(perCheckpoint));
    return options.entrySet().stream()
        .flatMap(option -> Stream.of("--" + option.getKey(), option.getValue()))
        .toList();
  }

  private static String table(String name, String namespace, Map<String, String> connection) {
    Map<String, String> options = new TreeMap<>(connection);
    options.put("connector", "pinelink");
    options.put("index.name", INDEX);
    options.put("namespace", namespace);
    return "CREATE TABLE "
        + name
        + " (id STRING, embedding ARRAY<FLOAT>, version BIGINT, PRIMARY KEY (id) NOT ENFORCED)"
        + options.entrySet().stream()
            .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
            .collect(Collectors.joining(", ", " WITH (", ")"));
  }

  private static void awaitCheckpoints(String job, int count) {
    whileRuns(job).until(() -> cluster.checkpoints(job) >= count);
  }

  private static void awaitEnd(String job) {
    whileRuns(job).until(() -> cluster.state(job), "FINISHED"::equals);
  }

  /** Waits as long as a job has not failed. */
  private static ConditionFactory whileRuns(String job) {
    return await()
        .atMost(LONG)
        .failFast(
            () ->
                assertThat(cluster.state(job))
                    .as(() -> cluster.exceptions(job))
                    .isNotEqualTo("FAILED"));
  }

  private static ActiveFault throttle() {
    return server
        .faults()
        .add(
            FaultRule.builder(
                    Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down", Duration.ofMillis(100)))
                .operations("upsert", "delete")
                .times(20)
                .build());
  }

  private static ActiveFault dropConnections() {
    return server
        .faults()
        .add(FaultRule.builder(Fault.drop()).operations("upsert").times(10).build());
  }

  private static void assertNoPublicCall() {
    assertThat(publicCalls.matches()).isZero();
  }

  /** Returns the version of each stored vector. */
  private static Map<String, Long> stored(String namespace) {
    Map<String, Long> versions = new HashMap<>();
    for (Vector vector : client.index(INDEX).namespace(namespace).scan()) {
      versions.put(vector.id(), (long) vector.metadata().number("version").orElse(-1));
    }
    return versions;
  }
}
