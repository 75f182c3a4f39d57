package io.pinelink.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Vector;
import io.pinelink.pipelines.flink.Change;
import io.pinelink.pipelines.flink.StreamJob;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Listener;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

  @BeforeAll
  static void startTheCluster() throws Exception {
    server = EmbeddedPinecone.start();
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

  @Test
  void nothingIsLostAndOrderIsKeptWhileATaskManagerAndTheServiceFail() throws Exception {
    Map<String, String> options = cluster.connection();
    String job = cluster.run(StreamJob.class, 3, arguments("stream", options), null, Map.of());
    awaitCheckpoints(job, 2);

    throttle();
    cluster.killTaskManager(0);
    await().atMost(LONG).until(() -> cluster.exceptions(job).contains("taskmanager-1"));
    cluster.addTaskManager();
    awaitCheckpoints(job, cluster.checkpoints(job) + 2);

    dropConnections();
    String request = cluster.stop(job);
    String savepoint =
        await().atMost(LONG).until(() -> cluster.savepoint(job, request), path -> !path.isEmpty());
    assertThat(cluster.state(job)).isEqualTo("FINISHED");
    assertThat(stored("stream")).isNotEqualTo(Change.versions(CHANGES));

    String resumed =
        cluster.run(StreamJob.class, 4, arguments("stream", options), savepoint, Map.of());
    await().atMost(LONG).until(() -> cluster.state(resumed), "FINISHED"::equals);

    assertThat(stored("stream")).isEqualTo(Change.versions(CHANGES));
    assertNoPublicCall();
    assertThat(cluster.log()).doesNotContain(server.project().apiKey());
  }

  @Test
  void aPrivateRouteThatLeadsElsewhereFailsTheJobWithTheReason() throws Exception {
    Map<String, String> options = cluster.connection();
    options.put("route.allow.loopback", "false");

    String job =
        cluster.run(
            StreamJob.class,
            1,
            arguments("elsewhere", options),
            null,
            Map.of("restart-strategy.type", "none"));
    await().atMost(LONG).until(() -> cluster.state(job), "FAILED"::equals);

    assertThat(cluster.exceptions(job)).contains("loopback");
    assertThat(stored("elsewhere")).isEmpty();
    assertNoPublicCall();
  }

  private static List<String> arguments(String namespace, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.put("index.name", INDEX);
    all.put("namespace", namespace);
    all.put("changes", String.valueOf(CHANGES));
    // So that the load lasts more checkpoints than the test waits for.
    all.put("per.checkpoint", String.valueOf(CHANGES / 10));
    List<String> arguments = new ArrayList<>();
    all.forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
    return arguments;
  }

  private static void awaitCheckpoints(String job, int count) {
    await().atMost(LONG).until(() -> cluster.checkpoints(job) >= count);
  }

  private static void throttle() {
    server
        .faults()
        .add(
            FaultRule.builder(
                    Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down", Duration.ofMillis(100)))
                .operations(DataOperations.UPSERT, DataOperations.DELETE)
                .times(20)
                .build());
  }

  private static void dropConnections() {
    server
        .faults()
        .add(FaultRule.builder(Fault.drop()).operations(DataOperations.UPSERT).times(10).build());
  }

  private static void assertNoPublicCall() {
    assertThat(server.requests()).noneMatch(request -> request.listener() == Listener.PUBLIC_DATA);
  }

  private static Map<String, Long> stored(String namespace) {
    Index changes = client.index(INDEX).namespace(namespace);
    Map<String, Long> stored = new HashMap<>();
    for (Vector vector : changes.scan(ListIdsRequest.all())) {
      long version = (long) vector.metadata().number("version").orElse(-1);
      assertThat(vector.value(0)).isEqualTo((float) (version % 1_000 + 1));
      stored.put(vector.id(), version);
    }
    return stored;
  }
}
