package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests writers of changes over real sockets and TLS, with failures. */
@Tag("slow")
class BulkWriterIT {
  private static final int THREADS = 3;
  private static final int CHANGES = 4_000;
  private static final Fault GOOD = Fault.delay(Duration.ZERO);
  private static final Fault BAD = Fault.refuse(ErrorCode.UNAVAILABLE, "not now");
  private static final Fault SLOW = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down");

  /** Collects the outcomes, and the contexts that were passed twice. */
  private static final class Outcomes<C> implements BulkWriterListener<C> {
    final Set<C> settled = ConcurrentHashMap.newKeySet();
    final Map<C, BulkFailure> refused = new ConcurrentHashMap<>();
    final List<C> twice = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void settled(C context) {
      if (!settled.add(context)) {
        twice.add(context);
      }
    }

    @Override
    public void refused(C context, BulkFailure failure) {
      if (refused.put(context, failure) != null) {
        twice.add(context);
      }
    }
  }

  private static Vector stored(Index index, String id) {
    return Objects.requireNonNull(index.fetch(f -> f.ids(id)).vectors().get(id), id);
  }

  private static void trouble(EmbeddedPinecone server, Operation<?, ?> operation) {
    for (int i = 0; i < 40; i++) {
      server.faults().next(operation.name(), GOOD, SLOW, GOOD, GOOD, BAD, GOOD, Fault.drop());
    }
  }

  /** A thread that changes its own ids, and the state that they must have. */
  private static final class Changer {
    final Map<String, Float> expected = new TreeMap<>();
    final Set<Integer> invalid = ConcurrentHashMap.newKeySet();
    private final int number;
    private final BulkWriter<Integer> writer;
    private final SplittableRandom random;

    Changer(int number, BulkWriter<Integer> writer) {
      this.number = number;
      this.writer = writer;
      this.random = new SplittableRandom(number);
    }

    void run() {
      for (int i = 0; i < CHANGES; i++) {
        int context = number * CHANGES + i;
        String id = number + "-" + random.nextInt(150);
        String namespace = random.nextBoolean() ? "" : "en";
        String key = namespace + "/" + id;
        switch (random.nextInt(20)) {
          case 0, 1, 2, 3 -> {
            writer.write(BulkChange.delete(id).in(namespace), context);
            expected.remove(key);
          }
          case 4 -> {
            invalid.add(context);
            Vector three = Vector.of(id, new float[] {1, 2, 3});
            writer.write(BulkChange.upsert(three).in(namespace), context);
          }
          case 5, 6 -> {
            UpdateRequest update =
                UpdateRequest.builder(id).values(new float[] {context, 2}).build();
            writer.write(BulkChange.update(update).in(namespace), context);
            expected.computeIfPresent(key, (same, old) -> (float) context);
          }
          default -> {
            Vector vector = Vector.of(id, new float[] {context, 1});
            writer.write(BulkChange.upsert(vector).in(namespace), context);
            expected.put(key, (float) context);
          }
        }
        if (random.nextInt(500) == 0) {
          var unused = writer.flush();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theLastValidChangeOfEachIdIsStored(Protocol protocol) throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink control = server.clientBuilder().build();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Indexes.create(control, "docs", Metric.COSINE);
      Index index = client.index("docs");
      trouble(server, DataOperations.UPSERT);
      trouble(server, DataOperations.DELETE);
      trouble(server, DataOperations.UPDATE);
      Outcomes<Integer> outcomes = new Outcomes<>();
      List<Changer> changers = new ArrayList<>();
      try (BulkWriter<Integer> writer =
          index.bulkWriter(
              BulkOptions.builder().maxBatchItems(50).linger(Duration.ofMillis(20)).build(),
              outcomes)) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          Changer changer = new Changer(i, writer);
          changers.add(changer);
          running.add(CompletableFuture.runAsync(changer::run));
        }
        for (CompletableFuture<Void> thread : running) {
          thread.get(60, TimeUnit.SECONDS);
        }
      }

      Map<String, Float> expected = new TreeMap<>();
      changers.forEach(changer -> expected.putAll(changer.expected));
      Map<String, Float> stored = new TreeMap<>();
      for (String namespace : List.of("", "en")) {
        Index view = index.namespace(namespace);
        for (String id : view.listAllIds()) {
          float[] values = stored(view, id).values();
          stored.put(namespace + "/" + id, values[0]);
        }
      }
      assertThat(stored).isEqualTo(expected);
      assertThat(outcomes.twice).isEmpty();
      assertThat(outcomes.settled.size() + outcomes.refused.size()).isEqualTo(THREADS * CHANGES);
      assertThat(outcomes.refused).isNotEmpty();
      changers.forEach(changer -> changer.invalid.forEach(outcomes.refused::remove));
      assertThat(outcomes.refused).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anOutageFailsTheWriterAndANewOneContinues(Protocol protocol) throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink control = server.clientBuilder().build();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Indexes.create(control, "docs", Metric.COSINE);
      Index index = client.index("docs");
      Outcomes<Integer> outcomes = new Outcomes<>();
      List<BulkChange> changes = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        changes.add(BulkChange.upsert(Vector.of("v" + i % 100, new float[] {i, 1})));
      }
      server.faults().next("upsert", GOOD, GOOD, BAD, BAD, BAD, BAD, BAD, BAD);
      BulkOptions options =
          BulkOptions.builder().maxBatchItems(20).concurrency(1, 2).maxAttempts(2).build();
      BulkWriter<Integer> failing = index.bulkWriter(options, outcomes);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < changes.size(); i++) {
                  failing.write(changes.get(i), i);
                }
                failing.close();
              })
          .isInstanceOfSatisfying(BulkException.class, e -> assertThat(e.isRetryable()).isTrue());
      assertThat(outcomes.refused).isEmpty();
      assertThat(outcomes.settled.size()).isBetween(20, 280);
      server.faults().clear();

      int next = 0;
      while (outcomes.settled.contains(next)) {
        next++;
      }
      outcomes.settled.clear();
      try (BulkWriter<Integer> writer = index.bulkWriter(options, outcomes)) {
        for (int i = next; i < changes.size(); i++) {
          writer.write(changes.get(i), i);
        }
        BulkReport report = writer.flush().get(30, TimeUnit.SECONDS);
        assertThat(report.isClean()).isTrue();
        assertThat(report.accepted()).isEqualTo(changes.size() - next);
      }
      for (int i = 200; i < 300; i++) {
        String id = "v" + i % 100;
        assertThat(stored(index, id).values()).startsWith(i);
      }
    }
  }

  @Test
  void recordsAreWrittenUpdatedAndDeleted() throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndexForModel(
              CreateIndexForModelRequest.builder(
                      "docs", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "chunk_text")
                  .build());
      RecordIndex records = client.records("docs");
      Outcomes<Integer> outcomes = new Outcomes<>();
      try (BulkWriter<Integer> writer =
          records.index().bulkWriter(BulkOptions.defaults(), outcomes)) {
        for (int i = 0; i < 200; i++) {
          Fields fields = Fields.builder().put("chunk_text", "Text " + i).build();
          writer.write(BulkChange.upsert(new TextRecord("r" + i, fields)), i);
        }
        writer.write(
            BulkChange.update(
                UpdateRequest.builder("r0").metadata(Metadata.of("seen", true)).build()),
            200);
        writer.write(BulkChange.delete("r1"), 201);
      }
      assertThat(outcomes.settled).hasSize(202);
      assertThat(records.index().listAllIds()).hasSize(199);
      assertThat(stored(records.index(), "r0").metadata().bool("seen")).hasValue(true);
    }
  }

  @Test
  void documentsAreWrittenUpdatedAndDeleted() throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      IndexSchema schema = IndexSchema.builder().denseVector("embedding", 2, Metric.COSINE).build();
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder("articles", schema, Indexes.REGION).build());
      DocumentIndex index = client.documents("articles");
      Outcomes<Integer> outcomes = new Outcomes<>();
      try (BulkWriter<Integer> writer =
          index.async().bulkWriter(BulkOptions.defaults(), outcomes)) {
        for (int i = 0; i < 300; i++) {
          Document document =
              Document.builder("d" + i % 100)
                  .put("embedding", new float[] {i, 1})
                  .put("year", i)
                  .build();
          writer.write(BulkChange.upsert(document), i);
        }
        writer.write(
            BulkChange.update(DocumentUpdate.builder("d0").put("year", 1999).build()), 300);
        writer.write(BulkChange.delete("d1"), 301);
        assertThatThrownBy(
                () -> writer.write(BulkChange.upsert(Vector.of("v", new float[] {1, 1})), 302))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(outcomes.settled).hasSize(302);
      Map<String, Document> stored =
          index.fetch(FetchDocumentsRequest.byIds("d0", "d1", "d2")).byId();
      assertThat(stored).containsOnlyKeys("d0", "d2");
      assertThat(stored.values())
          .extracting(document -> document.fields().number("year").orElse(0))
          .containsExactlyInAnyOrder(1999.0, 202.0);
    }
  }
}
