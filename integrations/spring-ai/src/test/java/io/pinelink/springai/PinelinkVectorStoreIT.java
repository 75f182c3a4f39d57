package io.pinelink.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.pinelink.Index;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
import io.pinelink.testservice.PrivateService;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.TokenCountBatchingStrategy;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.util.MimeTypeUtils;

/** Tests the store over vectors against a server on loopback over TLS, on the private route. */
@Tag("slow")
class PinelinkVectorStoreIT {
  private static final Map<Metric, PinelinkVectorStore> STORES = new HashMap<>();
  private static PrivateService service;

  /** A namespace of its own for each test. */
  private Index index;

  private PinelinkVectorStore store;

  @BeforeAll
  static void start() {
    service = PrivateService.start();
  }

  @AfterAll
  static void stop() {
    STORES.clear();
    service.close();
  }

  @BeforeEach
  void open() {
    open(Metric.COSINE);
  }

  private void open(Metric metric) {
    service.server().faults().clear();
    PinelinkVectorStore shared =
        STORES.computeIfAbsent(
            metric,
            m ->
                PinelinkVectorStore.builder(
                        service.newIndex(m, PointModel.DIMENSION), new PointModel())
                    .build());
    String namespace = UUID.randomUUID().toString();
    index = shared.<Index>getNativeClient().orElseThrow().namespace(namespace);
    store = shared.namespace(namespace);
    service.skipOperations();
  }

  private PinelinkVectorStore.Builder builder() {
    return PinelinkVectorStore.builder(index, new PointModel());
  }

  private static Document document(String id, String text) {
    return new Document(id, text, Map.of());
  }

  private static SearchRequest.Builder nearest(String query) {
    return SearchRequest.builder().query(query).topK(10).similarityThresholdAll();
  }

  private List<Document> search(String query) {
    return store.similaritySearch(nearest(query).build());
  }

  private static List<String> ids(List<Document> documents) {
    return documents.stream().map(Document::getId).toList();
  }

  private void addCompass() {
    store.add(List.of(document("east", "1 0"), document("north", "0 1"), document("west", "-1 0")));
    service.skipOperations();
  }

  private static Vector fetched(Index index, String id) {
    return index.fetch(FetchRequest.byIds(id)).vectors().values().iterator().next();
  }

  private List<String> stored() {
    return index.listAllIds().stream().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "cosine, 1, 0, 0, 0, 1, 2",
    "dotproduct, 1, 0, 0, -1, 1, 3", // the dot product is 2, 0 and -2
    "euclidean, 0.5, 0.16666667, 0.1, 1, 2.2360679, 3", // squared distances of 1, 5 and 9
  })
  void matchesHaveTheScoreAndDistanceOfTheMetric(
      String metric,
      double east,
      double north,
      double west,
      double toEast,
      double toNorth,
      double toWest) {
    open(new Metric(metric));
    addCompass();
    List<Document> found = search("2 0");
    assertThat(ids(found)).containsExactly("east", "north", "west");
    double[] scores = {east, north, west};
    double[] distances = {toEast, toNorth, toWest};
    for (int i = 0; i < 3; i++) {
      assertThat(found.get(i).getScore()).isCloseTo(scores[i], within(1e-6));
      assertThat((Double) found.get(i).getMetadata().get("distance"))
          .isCloseTo(distances[i], within(1e-6));
    }
  }

  @Test
  void matchesBelowTheThresholdAreLeftOut() {
    addCompass();
    store.add(List.of(document("northeast", "1 1")));
    assertThat(ids(store.similaritySearch(nearest("1 0").similarityThreshold(0.7).build())))
        .containsExactly("east", "northeast");
    assertThat(ids(store.similaritySearch(nearest("1 0").similarityThreshold(0.71).build())))
        .containsExactly("east");
  }

  @Test
  void aSearchWithTopKOfZeroSendsNothing() {
    assertThat(store.similaritySearch(nearest("1 0").topK(0).build())).isEmpty();
    assertThat(service.operations()).isEmpty();
  }

  @Test
  void theMetricIsRequestedOnceForAllNamespaces() {
    store = builder().build();
    search("1 0");
    store.namespace("tenant-7").similaritySearch(nearest("1 0").build());
    assertThat(service.operations()).containsExactly("describeIndexStats", "query", "query");
    service.skipOperations();
    builder().metric(Metric.COSINE).build().similaritySearch(nearest("1 0").build());
    assertThat(service.operations()).containsExactly("query");
  }

  @Test
  void namespacesAreSeparate() {
    addCompass();
    PinelinkVectorStore tenant = store.namespace("tenant-7");
    assertThat(tenant.similaritySearch(nearest("1 0").build())).isEmpty();
    tenant.add(List.of(document("east", "0 1")));
    tenant.delete(List.of("north"));
    assertThat(ids(tenant.similaritySearch(nearest("1 0").build()))).containsExactly("east");
    assertThat(ids(search("1 0"))).containsExactly("east", "north", "west");
    assertThat(
            ids(builder().namespace("tenant-7").build().similaritySearch(nearest("1 0").build())))
        .containsExactly("east");
    assertThat(ids(tenant.namespace("other").similaritySearch(nearest("1 0").build()))).isEmpty();
  }

  @Test
  void theBuilderCanBeUsedAgain() {
    PinelinkVectorStore.Builder builder = builder().namespace("first");
    PinelinkVectorStore first = builder.build();
    builder.namespace("second").contentFieldName("body").build();
    first.add(List.of(document("a", "1 0")));
    assertThat(fetched(index.namespace("first"), "a").metadata())
        .isEqualTo(Metadata.of("document_content", "1 0"));
  }

  @Test
  void vectorsOfSpringAisOwnPineconeStoreAreRead() {
    Metadata metadata =
        Metadata.builder()
            .put("document_content", "tere")
            .put("page", 3.0)
            .put("draft", false)
            .put("tags", List.of("a"))
            .build();
    index.upsert(List.of(Vector.of("a", new float[] {1, 0}, metadata)));
    Document found = search("1 0").get(0);
    assertThat(found.getText()).isEqualTo("tere");
    assertThat(found.getMetadata())
        .containsOnlyKeys("page", "draft", "tags", "distance")
        .containsEntry("page", 3)
        .containsEntry("draft", false)
        .containsEntry("tags", List.of("a"));
  }

  @Test
  void theFieldsOfTextAndDistanceCanBeSet() {
    store = builder().contentFieldName("body").distanceMetadataFieldName("how_far").build();
    store.add(List.of(new Document("a", "1 0", Map.of("distance", "12 km"))));
    assertThat(search("1 0").get(0).getMetadata())
        .containsEntry("distance", "12 km")
        .containsKey("how_far")
        .hasSize(2);
    assertThat(fetched(index, "a").metadata().keys()).containsExactlyInAnyOrder("body", "distance");
  }

  @Test
  void aFoundDocumentCanBeAddedAgain() {
    addCompass();
    store.add(search("1 0"));
    assertThat(search("1 0")).hasSize(3);
  }

  @Test
  void textsAreEmbeddedInBatchesOfTheStrategy() {
    WordCounts model = new WordCounts();
    Index words = service.newIndex(Metric.COSINE, WordCounts.DIMENSION);
    List<Document> documents =
        IntStream.range(0, 30).mapToObj(i -> document("id-" + i, "word ".repeat(60))).toList();
    PinelinkVectorStore.builder(words, model)
        .batchingStrategy(new TokenCountBatchingStrategy())
        .build()
        .add(documents);
    assertThat(model.batches()).containsExactly(30);
    PinelinkVectorStore.builder(words, model)
        .batchingStrategy(all -> List.of(all.subList(0, 10), all.subList(10, all.size())))
        .build()
        .add(documents);
    assertThat(model.batches()).containsExactly(30, 10, 20);
  }

  @Test
  void aLongListIsWrittenInBatchesBySize() {
    List<Document> documents =
        IntStream.range(0, 150)
            .mapToObj(i -> document("id-" + i, "1 0 " + "a".repeat(36_000)))
            .toList();
    builder().batchingStrategy(List::of).build().add(documents);
    assertThat(service.operations()).containsOnly("upsert").hasSizeGreaterThanOrEqualTo(3);
    assertThat(stored()).hasSize(150);
  }

  @Test
  void anEmptyListDoesNothing() {
    store.add(List.of());
    store.delete(List.of());
    assertThat(service.operations()).isEmpty();
  }

  @Test
  void documentsThatTheServiceRefusesAreReportedWithTheirIds() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      documents.add(document("id-" + i, i % 50 == 7 ? "1 0 " + "a".repeat(41_000) : "1 0"));
    }
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> store.add(documents))
        .satisfies(
            e -> {
              assertThat(e.report().failures())
                  .extracting(BulkFailure::id)
                  .containsExactlyInAnyOrder("id-7", "id-57", "id-107");
              assertThat(e.report().accepted()).isEqualTo(147);
            })
        .withStackTraceContaining("40960 bytes");
    assertThat(stored()).hasSize(147);
  }

  @Test
  void allDocumentsAreReportedIfTheKeyIsRefused() {
    service.server().faults().next("upsert", Fault.refuse(ErrorCode.UNAUTHENTICATED, "who?"));
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> store.add(List.of(document("a", "1 0"), document("b", "0 1"))))
        .withCauseInstanceOf(UnauthenticatedException.class)
        .satisfies(
            e ->
                assertThat(e.report().failures())
                    .extracting(BulkFailure::id)
                    .containsExactly("a", "b"));
  }

  @Test
  void nothingIsSentForInvalidArguments() {
    WordCounts model = new WordCounts();
    PinelinkVectorStore counting = PinelinkVectorStore.builder(index, model).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting.add(List.of(document("a", "x"), document("a", "y"))))
        .withMessageContaining("document 'a' is given twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting.add(List.of(document("idä", "x"))))
        .withMessageContaining("idä");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting.add(List.of(new Document("a", "x", Map.of("$k", 1)))))
        .withMessageContaining("'$k'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting.add(List.of(new Document("a", "x", Map.of("k", Map.of())))))
        .withMessageContaining("metadata 'k' of document 'a'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                counting.add(
                    List.of(
                        new Document(
                            "a",
                            new Media(MimeTypeUtils.IMAGE_PNG, URI.create("file:/a.png")),
                            Map.of()))))
        .withMessageContaining("document 'a' has a medium");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> counting.similaritySearch(nearest("x").filterExpression("k > 'a'").build()))
        .withMessageContaining("'k'");
    assertThatIllegalArgumentException().isThrownBy(() -> counting.delete("k > 'a'"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting.namespace("tenänt"))
        .withMessageContaining("namespace");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.similaritySearch(nearest("1 0").topK(10_001).build()))
        .withMessageContaining("10001");
    assertThat(model.batches()).isEmpty();
    assertThat(service.operations()).isEmpty();
  }

  @Test
  void manyIdsAreDeletedInSeveralCalls() {
    addCompass();
    store.delete(
        Stream.concat(Stream.of("east"), IntStream.range(0, 1_000).mapToObj(i -> "none-" + i))
            .toList());
    assertThat(service.operations()).containsExactly("delete", "delete");
    assertThat(ids(search("1 0"))).containsExactly("north", "west");
  }

  @Test
  void deletionByFilterIsOneCall() {
    addCompass();
    store.delete("document_content IN ['1 0', '-1 0']");
    assertThat(service.operations()).containsExactly("delete");
    assertThat(ids(search("1 0"))).containsExactly("north");
  }

  @Test
  void nothingIsDeletedFromANamespaceThatWasNeverWritten() {
    store.delete(List.of("a"));
    store.delete("k == 1");
    assertThat(service.operations()).contains("delete");
    assertThat(stored()).isEmpty();
  }

  @Test
  void exceptionsOfTheClientAreThrownUnchanged() {
    service.server().faults().next("query", Fault.refuse(ErrorCode.UNAUTHENTICATED, "who?"));
    assertThatExceptionOfType(UnauthenticatedException.class).isThrownBy(() -> search("1 0"));
    service.server().faults().next("delete", Fault.refuse(ErrorCode.NOT_FOUND, "no index"));
    service
        .server()
        .faults()
        .next("describeIndexStats", Fault.refuse(ErrorCode.NOT_FOUND, "no index"));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> builder().build().delete("k == 1"));
  }

  @Test
  void anInvalidBuilderIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().contentFieldName(" "))
        .withMessageContaining("contentFieldName");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().distanceMetadataFieldName("document_content").build())
        .withMessageContaining("distanceMetadataFieldName");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().metric(new Metric("manhattan")))
        .withMessageContaining("manhattan");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().hybridSearch(true).build())
        .withMessageContaining("hybridSearch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().metadataFields("year").build())
        .withMessageContaining("metadataFields are [year]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> builder().metric(Metric.COSINE).sparseEncoder(new OneWordEncoder(1)).build())
        .withMessageContaining("expected dotproduct");
  }

  @Test
  void theIndexIsTheNativeClient() {
    assertThat(store.<Index>getNativeClient()).containsInstanceOf(Index.class);
    assertThat(store.getName()).isEqualTo("PinelinkVectorStore");
    assertThat(store).hasToString("PinelinkVectorStore[" + index + "]");
  }

  @Test
  void aSparseEncoderWeighsWordsToo() {
    openHybrid(new OneWordEncoder(1));
    store.add(List.of(document("east", "1 0"), document("north", "0 1 kettle")));
    assertThat(ids(search("1 0"))).containsExactly("east", "north");
    assertThat(ids(search("1 0 kettle"))).containsExactly("north", "east");
    assertThat(fetched(index, "east").sparseValues()).isEmpty();
    assertThat(fetched(index, "north").sparseValues()).isPresent();
  }

  @Test
  void aHostedModelEncodes() {
    openHybrid(
        SparseEncoder.hosted(service.client().inference()::embed, "pinecone-sparse-english-v0"));
    store.add(List.of(document("east", "1 0 teapot"), document("north", "0 1 kettle")));
    assertThat(ids(search("0.1 0.1 kettle"))).first().isEqualTo("north");
  }

  @Test
  void anEncoderThatLosesTextsIsReported() {
    openHybrid(new OneWordEncoder(0));
    assertThatIllegalStateException()
        .isThrownBy(() -> store.add(List.of(document("a", "1 0"))))
        .withMessageContaining("0 elements for 1 texts");
  }

  private void openHybrid(SparseEncoder encoder) {
    open(Metric.DOT_PRODUCT);
    store = builder().sparseEncoder(encoder).build();
  }

  /** Encodes the third word of a text; texts of two words have none. */
  private record OneWordEncoder(int perText) implements SparseEncoder {
    @Override
    public List<Optional<SparseValues>> encodeTexts(List<String> texts) {
      return texts.stream()
          .flatMap(text -> Collections.nCopies(perText, encodeQuery(text)).stream())
          .toList();
    }

    @Override
    public Optional<SparseValues> encodeQuery(String query) {
      List<String> words = WordCounts.words(query);
      return words.size() < 3
          ? Optional.empty()
          : Optional.of(SparseValues.of(new int[] {words.get(2).hashCode()}, new float[] {2}));
    }
  }
}
