package io.pinelink.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.DocumentIndex;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.BulkException;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;

/** Tests the store over documents against a server on loopback over TLS, on the private route. */
@Tag("slow")
class DocumentStoreIT {
  private static PrivateService service;

  private DocumentIndex index;
  private PinelinkVectorStore store;

  @BeforeAll
  static void start() {
    service = PrivateService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void open() {
    index = service.newDocumentIndex("document_content", Metric.COSINE, PointModel.DIMENSION);
    store = builder().build();
    service.skipOperations();
  }

  private PinelinkVectorStore.Builder builder() {
    return PinelinkVectorStore.builder(index, new PointModel()).metric(Metric.COSINE);
  }

  private static SearchRequest.Builder nearest(String query) {
    return SearchRequest.builder().query(query).topK(10).similarityThresholdAll();
  }

  private static List<String> ids(List<Document> documents) {
    return documents.stream().map(Document::getId).toList();
  }

  @Test
  void metadataAreFieldsOfDocuments() {
    Map<String, Object> metadata =
        Map.of("year", 2026, "price", 1.5, "sold", true, "tags", List.of("a", "b"), "by", "Kask");
    store.add(List.of(new Document("a", "1 0", metadata)));
    assertThat(index.fetchAll(FetchDocumentsRequest.byIds("a")))
        .singleElement()
        .satisfies(
            document -> {
              assertThat(document.fields().string("document_content")).contains("1 0");
              assertThat(document.fields().number("year")).hasValue(2026);
              assertThat(document.fields().dense("embedding")).isPresent();
            });
    Document found = store.similaritySearch(nearest("1 0").build()).get(0);
    assertThat(found.getText()).isEqualTo("1 0");
    assertThat(found.getScore()).isEqualTo(1);
    assertThat(found.getMetadata())
        .containsAllEntriesOf(metadata)
        .containsEntry("distance", 0.0)
        .hasSize(6);
  }

  @Test
  void theMetadataOfMatchesCanBeSelected() {
    store.add(List.of(new Document("a", "1 0", Map.of("year", 2026, "by", "Kask"))));
    Document found =
        builder()
            .metadataFields("year")
            .build()
            .similaritySearch(nearest("1 0").filterExpression("by == 'Kask'").build())
            .get(0);
    assertThat(found.getText()).isEqualTo("1 0");
    assertThat(found.getMetadata()).containsOnlyKeys("year", "distance");
    assertThat(
            builder()
                .metadataFields()
                .hybridSearch(true)
                .build()
                .similaritySearch(nearest("1 0").build()))
        .singleElement()
        .satisfies(
            match -> {
              assertThat(match.getText()).isEqualTo("1 0");
              assertThat(match.getMetadata()).isEmpty();
            });
  }

  @Test
  void documentsAreDeletedByFilterInOneCall() {
    store.add(
        List.of(
            new Document("a", "1 0", Map.of("year", 2019)),
            new Document("b", "0 1", Map.of("year", 2026))));
    service.skipOperations();
    store.delete("year < 2020");
    assertThat(service.operations()).containsExactly("deleteDocuments");
    assertThat(ids(store.similaritySearch(nearest("1 0").build()))).containsExactly("b");
    store.delete(List.of("b", "unknown"));
    assertThat(store.similaritySearch(nearest("1 0").build())).isEmpty();
  }

  @Test
  void namespacesAreSeparate() {
    PinelinkVectorStore tenant = store.namespace("tenant-7");
    tenant.delete("year < 2020");
    tenant.add(List.of(new Document("a", "1 0", Map.of())));
    assertThat(store.similaritySearch(nearest("1 0").build())).isEmpty();
    assertThat(ids(tenant.similaritySearch(nearest("1 0").build()))).containsExactly("a");
  }

  @Test
  void hybridSearchRanksWordsToo() {
    store = builder().hybridSearch(true).build();
    store.add(
        List.of(
            new Document("near", "1 0 teapot", Map.of()),
            new Document("nearer", "0.9 0.1 cup", Map.of()),
            new Document("far", "-1 0 kettle", Map.of("year", 2026))));
    List<Document> found = store.similaritySearch(nearest("1 0 kettle").build());
    assertThat(found.get(0).getId()).isEqualTo("near");
    assertThat(ids(found)).containsExactlyInAnyOrder("near", "nearer", "far");
    assertThat(found)
        .allSatisfy(document -> assertThat(document.getScore()).isBetween(0.4, 1.0))
        .allSatisfy(document -> assertThat(document.getMetadata()).doesNotContainKey("distance"));
    assertThat(
            ids(
                store.similaritySearch(
                    nearest("1 0 kettle").filterExpression("year == 2026").build())))
        .containsExactly("far");
    assertThat(
            store.similaritySearch(
                nearest("-1 0 kettle")
                    .similarityThreshold(1)
                    .filterExpression("year == 2026")
                    .build()))
        .extracting(Document::getScore)
        .containsExactly(1.0);
  }

  @Test
  void documentsThatCannotBeWrittenAreReportedWithTheirIds() {
    store = builder().batchingStrategy(List::of).build();
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      documents.add(
          new Document("id-" + i, "1 0 " + (i == 7 ? "a ".repeat(11_000) : ""), Map.of()));
    }
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> store.add(documents))
        .satisfies(
            e ->
                assertThat(e.report().failures())
                    .extracting(BulkFailure::id)
                    .containsExactly("id-7"));
    assertThat(store.similaritySearch(nearest("1 0").topK(20).build())).hasSize(19);
  }

  @Test
  void keysThatFieldsCannotHaveAreRefusedBeforeTextsAreEmbedded() {
    WordCounts model = new WordCounts();
    PinelinkVectorStore counting = PinelinkVectorStore.builder(index, model).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting.add(List.of(new Document("a", "x", Map.of("embedding", "x")))))
        .withMessageContaining("metadata 'embedding' of document 'a'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting.add(List.of(new Document("a", "x", Map.of("_id", "x")))))
        .withMessageContaining("'_id'");
    assertThat(model.batches()).isEmpty();
    assertThat(service.operations()).isEmpty();
  }

  @Test
  void anInvalidBuilderIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().embeddingFieldName("document_content").build())
        .withMessageContaining("embeddingFieldName");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                builder()
                    .sparseEncoder(SparseEncoder.hosted(service.client().inference()::embed, "m"))
                    .build())
        .withMessageContaining("sparseEncoder");
  }
}
