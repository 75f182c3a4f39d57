package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests a task against a server on the private route over TLS. */
class PinelinkSinkTaskIT {
  private static final TopicPartition PARTITION = new TopicPartition("docs", 0);

  private static EmbeddedPinecone server;
  private static Pinelink client;

  @TempDir static Path folder;

  private final FakeWorker worker = new FakeWorker(PARTITION);
  private final PinelinkSinkTask task = new PinelinkSinkTask();
  private long offset;

  @BeforeAll
  static void startTheServer() throws Exception {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().build();
    Files.writeString(folder.resolve("ca.pem"), server.authority().pem());
    Indexes.create(client, "docs", Metric.COSINE);
    client
        .controlPlane()
        .createIndexForModel(
            CreateIndexForModelRequest.builder(
                    "texts", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "text")
                .build());
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "articles",
                    IndexSchema.builder()
                        .text("title", FullTextSearch.defaults())
                        .denseVector("meaning", 2, Metric.COSINE)
                        .build(),
                    Indexes.REGION)
                .build());
  }

  @AfterAll
  static void stopTheServer() {
    client.close();
    server.close();
  }

  @BeforeEach
  void forgetRequests() {
    server.clearRequests();
  }

  @AfterEach
  void stopTheTask() {
    task.stop();
    server.faults().clear();
  }

  private static Map<String, String> options(String... others) {
    String environment = server.address(Listener.PRIVATE_DATA).getHostString();
    Map<String, String> options =
        Options.with(
            "api.key",
            server.project().apiKey(),
            "control.plane",
            "https://localhost:" + server.address(Listener.CONTROL).getPort(),
            "tls.ca.file",
            folder.resolve("ca.pem").toString(),
            "route.policy",
            "private-required",
            "route.allow.loopback",
            "true",
            "route.connect.rules",
            "*.pinecone.io=" + environment + ":" + server.address(Listener.PRIVATE_DATA).getPort(),
            "linger.ms",
            "10");
    for (int i = 0; i < others.length; i += 2) {
      options.put(others[i], others[i + 1]);
    }
    return options;
  }

  private void start(String... others) {
    task.initialize(worker);
    task.start(options(others));
  }

  private SinkRecord record(@Nullable Object key, @Nullable Object value) {
    return new SinkRecord("docs", 0, null, key, null, value, offset++);
  }

  /** Puts records, and waits until all of them are settled. */
  private void settle(SinkRecord... records) {
    task.put(Arrays.asList(records));
    await().until(this::allAreSettled);
  }

  private boolean allAreSettled() {
    task.put(List.of());
    return task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(offset)))
        .containsValue(new OffsetAndMetadata(offset));
  }

  private static Map<String, Object> vector(double x, String title) {
    return Map.of("values", List.of(x, 1.0), "title", title);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theLastChangeOfEachIdWins(Protocol protocol) {
    String namespace = "last-" + protocol;
    start(
        "namespace",
        namespace,
        "metadata.fields",
        "title",
        "protocols",
        protocol == Protocol.GRPC ? "grpc,rest" : "rest");
    List<SinkRecord> records = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String id = "id-" + i % 7;
      records.add(record(id, i % 5 == 4 ? null : vector(i, "version " + i)));
    }
    records.add(record("id-0", null));
    records.add(record("id-1", vector(1, "last")));

    settle(records.toArray(SinkRecord[]::new));

    assertThat(server.requests()).noneMatch(r -> r.listener() == Listener.PUBLIC_DATA);
    Index index = client.index("docs").namespace(namespace);
    assertThat(index.fetch(FetchRequest.byIds("id-0", "id-1", "id-6")).vectors())
        .hasEntrySatisfying("id-1", v -> assertThat(v.metadata().string("title")).contains("last"))
        .doesNotContainKey("id-0");
  }

  @Test
  void anUpdateChangesOnlyItsParts() {
    client
        .index("docs")
        .namespace("updates")
        .upsert(List.of(Vector.of("a", new float[] {1, 2}, Metadata.of("k", "v"))));
    start("namespace", "updates", "write.mode", "update", "metadata.fields", "*");

    settle(record("a", Map.of("title", "new")));

    assertThat(client.index("docs").namespace("updates").fetch(FetchRequest.byIds("a")).vectors())
        .hasEntrySatisfying(
            "a",
            vector ->
                assertThat(vector.metadata().asMap())
                    .containsOnly(Map.entry("k", "v"), Map.entry("title", "new")));
  }

  @Test
  void recordsAreEmbeddedByTheIndex() {
    start("index.name", "texts", "index.kind", "records", "namespace", "r");

    settle(
        record("r1", Map.<String, Object>of("text", "a text", "year", 2024L)),
        record("r2", Map.of("text", "b")),
        record("r2", null));

    Map<String, Vector> stored =
        client.index("texts").namespace("r").fetch(FetchRequest.byIds("r1", "r2")).vectors();
    assertThat(stored).containsOnlyKeys("r1");
    assertThat(stored.values())
        .allSatisfy(
            vector -> {
              assertThat(vector.metadata().number("year")).hasValue(2024);
              assertThat(vector.dimension()).isPositive();
            });
  }

  @Test
  void documentsAreWrittenAndDeleted() {
    start("index.name", "articles", "index.kind", "documents", "namespace", "d");

    settle(
        record("d1", Map.of("title", "A", "meaning", List.of(1.0, 2.0))),
        record("d2", Map.of("title", "B", "meaning", List.of(1.0, 2.0))),
        record("d2", null));

    DocumentIndex index = client.documents("articles").namespace("d");
    assertThat(index.fetch(FetchDocumentsRequest.byIds("d1", "d2")).byId()).containsOnlyKeys("d1");
  }

  @Test
  void aRecordThatTheServiceRefusesIsADeadLetterAndTheOthersAreWritten() {
    start("namespace", "refused");

    settle(
        record("a", Map.of("values", List.of(1.0, 2.0))),
        record("b", Map.of("values", List.of(1.0, 2.0, 3.0))),
        record("c", Map.of("values", List.of(1.0, 2.0))));

    assertThat(
            client
                .index("docs")
                .namespace("refused")
                .fetch(FetchRequest.byIds("a", "b", "c"))
                .vectors())
        .containsOnlyKeys("a", "c");
    assertThat(worker.deadLetters)
        .singleElement()
        .asString()
        .startsWith("1: record docs-0@1 is refused")
        .contains("dimension");
  }

  @Test
  void everyRecordThatExceedsALimitIsADeadLetterAndTheLastGoodOneOfItsIdStays() {
    start("namespace", "limits", "metadata.fields", "title");
    List<SinkRecord> records = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int kind = i % 5;
      if (kind > 2) {
        bad.add(Long.toString(offset));
      }
      records.add(
          record(
              "id-" + i % 3,
              switch (kind) {
                case 3 -> Map.of("values", List.of(1.0, 2.0, 3.0), "title", "wrong dimension");
                case 4 -> vector(i, "x".repeat(41_000));
                default -> vector(i, "version " + i);
              }));
    }

    settle(records.toArray(SinkRecord[]::new));

    assertThat(worker.deadLetters)
        .extracting(letter -> letter.substring(0, letter.indexOf(':')))
        .containsExactlyElementsOf(bad);
    assertThat(server.requests())
        .filteredOn(request -> request.operation().equals("upsert"))
        .allSatisfy(request -> assertThat(request.grpcStatus()).hasValue(0));
    Map<String, Vector> stored =
        client
            .index("docs")
            .namespace("limits")
            .fetch(FetchRequest.byIds("id-0", "id-1", "id-2"))
            .vectors();
    // 597 and 596 are valid, 598 and 599 are not.
    assertThat(stored.values())
        .extracting(vector -> vector.metadata().string("title").orElseThrow())
        .containsExactlyInAnyOrder("version 597", "version 595", "version 596");
  }

  @Test
  void aTaskThatStartsOverLetsItsCallsEndBeforeItWritesTheirRecordsAgain() throws Exception {
    start("namespace", "${value.tenant}", "batch.max.attempts", "1");
    server
        .faults()
        .add(
            FaultRule.builder(Fault.delay(Duration.ofSeconds(2)))
                .operations("upsert")
                .namespace("slow")
                .times(1)
                .build());
    server
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.UNAVAILABLE, "later"))
                .operations("upsert")
                .namespace("broken")
                .times(1)
                .build());
    List<SinkRecord> records =
        List.of(
            record("a", Map.of("values", List.of(1.0, 2.0), "tenant", "slow")),
            record("b", Map.of("values", List.of(1.0, 2.0), "tenant", "broken")));
    task.put(records.subList(0, 1));
    server.awaitRequest(request -> isUpsertTo("slow", request), Duration.ofSeconds(30));
    task.put(records.subList(1, 2));

    await()
        .ignoreException(RetriableException.class)
        .until(
            () -> {
              task.put(List.of());
              return worker.rewound.containsKey(PARTITION) && worker.paused.isEmpty();
            });
    List<RecordedRequest> slow =
        server.requests().stream().filter(request -> isUpsertTo("slow", request)).toList();
    assertThat(slow).hasSize(1);
    assertThat(slow.get(0).cancelled()).isFalse();
    assertThat(slow.get(0).grpcStatus()).hasValue(0);

    settle(records.toArray(SinkRecord[]::new));
    assertThat(worker.deadLetters).isEmpty();
  }

  private static boolean isUpsertTo(String namespace, RecordedRequest request) {
    return request.operation().equals("upsert")
        && request.namespace().equals(Optional.of(namespace));
  }

  @Test
  void anUnavailableServiceDelaysRecordsAndRefusesNone() {
    start("namespace", "outage");
    server
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.UNAVAILABLE, "later"))
                .operations("upsert")
                .times(3)
                .build());

    settle(record("a", Map.of("values", List.of(1.0, 2.0))));

    assertThat(client.index("docs").namespace("outage").fetch(FetchRequest.byIds("a")).vectors())
        .containsOnlyKeys("a");
    assertThat(worker.deadLetters).isEmpty();
  }

  @Test
  void aMonthlyQuotaThatIsUsedUpFailsTheTaskAndRefusesNoRecord() {
    start("namespace", "quota");
    server
        .faults()
        .add(
            FaultRule.builder(
                    Fault.refuse(
                        ErrorCode.RESOURCE_EXHAUSTED,
                        "You've reached your write unit limit for the current month (2000000)."))
                .operations("upsert")
                .build());
    task.put(List.of(record("a", Map.of("values", List.of(1.0, 2.0)))));

    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    await()
        .until(
            () -> {
              try {
                task.put(List.of());
              } catch (RuntimeException e) {
                failure.set(e);
              }
              return failure.get() != null;
            });
    assertThat(failure.get())
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining("the index cannot be written")
        .hasMessageContaining("QuotaExhaustedException")
        .hasMessageContaining("write unit limit for the current month");
    assertThat(worker.deadLetters).isEmpty();
    assertThat(task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(offset))))
        .containsValue(new OffsetAndMetadata(0));
  }

  @Test
  void aTaskFailsAtItsStartIfTheRouteIsNotPrivate() {
    task.initialize(worker);

    assertThatThrownBy(() -> task.start(options("route.allow.loopback", "false")))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("the index cannot be written")
        .hasMessageContaining("127.0.0.1");
    assertThat(server.requests()).noneMatch(r -> r.listener() != Listener.CONTROL);
  }

  @Test
  void aTaskFailsAtItsStartIfTheIndexDoesNotExist() {
    task.initialize(worker);

    assertThatThrownBy(() -> task.start(options("index.name", "absent")))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("absent");
  }
}
