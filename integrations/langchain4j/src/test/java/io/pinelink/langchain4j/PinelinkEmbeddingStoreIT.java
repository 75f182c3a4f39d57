package io.pinelink.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.pinelink.Index;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
import io.pinelink.testservice.PrivateService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the store against a server on loopback over TLS, on the private route. */
@Tag("slow")
class PinelinkEmbeddingStoreIT {
  private static PrivateService service;
  private static int made;

  private String name;
  private Index index;
  private PinelinkEmbeddingStore store;

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
    open(Metric.COSINE);
  }

  private void open(Metric metric) {
    service.server().faults().clear();
    name = "docs-" + made++;
    index = service.newIndex(name, metric, 2);
    store = PinelinkEmbeddingStore.builder(index).build();
    service.skipOperations();
  }

  private static Embedding embedding(float... values) {
    return Embedding.from(values);
  }

  private static EmbeddingSearchRequest.EmbeddingSearchRequestBuilder nearest(float... values) {
    return EmbeddingSearchRequest.builder().queryEmbedding(embedding(values)).maxResults(10);
  }

  private List<EmbeddingMatch<TextSegment>> search(float... values) {
    return store.search(nearest(values).build()).matches();
  }

  private static List<String> ids(List<EmbeddingMatch<TextSegment>> matches) {
    return matches.stream().map(EmbeddingMatch::embeddingId).toList();
  }

  private static TextSegment text(String text) {
    return TextSegment.from(text);
  }

  private void addCompass() {
    store.addAll(
        List.of("east", "north", "west"),
        List.of(embedding(1, 0), embedding(0, 1), embedding(-1, 0)),
        List.of(text("east"), text("north"), text("west")));
  }

  @ParameterizedTest
  @CsvSource({
    "cosine, 1, 0.5, 0",
    "dotproduct, 1, 0.5, 0", // the dot product is 2, 0 and -2
    "euclidean, 0.5, 0.16666667, 0.1", // squared distances of 1, 5 and 9
  })
  void matchesHaveTheRelevanceOfTheMetric(String metric, double east, double north, double west) {
    open(new Metric(metric));
    addCompass();
    List<EmbeddingMatch<TextSegment>> matches = search(2, 0);
    assertThat(ids(matches)).containsExactly("east", "north", "west");
    assertThat(matches.get(0).score()).isCloseTo(east, within(1e-6));
    assertThat(matches.get(1).score()).isCloseTo(north, within(1e-6));
    assertThat(matches.get(2).score()).isCloseTo(west, within(1e-6));
  }

  @Test
  void matchesBelowTheMinimumAreLeftOut() {
    addCompass();
    assertThat(ids(store.search(nearest(1, 0).minScore(0.5).build()).matches()))
        .containsExactly("east", "north");
  }

  @Test
  void theMetricIsRequestedOnce() {
    addCompass();
    search(1, 0);
    search(0, 1);
    assertThat(service.operations())
        .containsExactly("upsert", "describeIndexStats", "query", "query");
  }

  @Test
  void aGivenMetricIsNotRequested() {
    store = PinelinkEmbeddingStore.builder(index).metric(Metric.COSINE).build();
    search(1, 0);
    assertThat(service.operations()).containsExactly("query");
  }

  @Test
  void namespacesAreSeparate() {
    addCompass();
    PinelinkEmbeddingStore other = PinelinkEmbeddingStore.builder(index).namespace("other").build();
    assertThat(other.search(nearest(1, 0).build()).matches()).isEmpty();
    other.add("there", embedding(1, 0));
    other.removeAll();
    assertThat(search(1, 0)).hasSize(3);
  }

  @Test
  void vectorsOfLangChain4jsOwnPineconeStoreAreRead() {
    index.upsert(
        List.of(
            Vector.of(
                "a",
                new float[] {1, 0},
                Metadata.builder().put("text_segment", "tere").put("page", 3.0).build())));
    assertThat(search(1, 0).get(0).embedded())
        .isEqualTo(
            TextSegment.from("tere", new dev.langchain4j.data.document.Metadata().put("page", 3)));
  }

  @Test
  void theKeyOfTheTextCanBeSet() {
    store = PinelinkEmbeddingStore.builder(index).metadataTextKey("body").build();
    store.addAll(List.of("a"), List.of(embedding(1, 0)), List.of(text("tere")));
    assertThat(index.fetch(FetchRequest.byIds("a")).vectors().values())
        .extracting(Vector::metadata)
        .containsExactly(Metadata.of("body", "tere"));
    assertThat(search(1, 0).get(0).embedded()).isEqualTo(text("tere"));
  }

  @Test
  void segmentsMayBeMissing() {
    store.addAll(
        List.of("a", "b"),
        List.of(embedding(1, 0), embedding(0, 1)),
        Arrays.asList(null, text("b")));
    assertThat(search(1, 0)).extracting(EmbeddingMatch::embedded).containsExactly(null, text("b"));
  }

  @Test
  void embeddingsCanBeLeftOutOfMatches() {
    addCompass();
    store = PinelinkEmbeddingStore.builder(index).includeEmbeddings(false).build();
    assertThat(search(1, 0)).extracting(EmbeddingMatch::embedding).containsOnlyNulls();
    assertThat(search(1, 0)).extracting(match -> match.embedded().text()).contains("east");
  }

  @Test
  void aShortListIsOneCall() {
    List<Embedding> embeddings = Collections.nCopies(100, embedding(1, 0));
    assertThat(store.addAll(embeddings)).hasSize(100).doesNotHaveDuplicates();
    assertThat(service.operations()).containsExactly("upsert");
  }

  @Test
  void aLongListIsWrittenInBatches() {
    int count = 2_500;
    List<String> ids = IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
    store.addAll(ids, Collections.nCopies(count, embedding(1, 0)), null);
    assertThat(service.operations()).containsOnly("upsert").hasSizeGreaterThanOrEqualTo(3);
    assertThat(index.listAllIds()).hasSize(count).containsAll(ids);
  }

  @Test
  void aShortListOfLongTextsIsWrittenInBatches() {
    List<TextSegment> texts = Collections.nCopies(90, text("ä".repeat(18_000)));
    store.addAll(store.generateIds(90), Collections.nCopies(90, embedding(1, 0)), texts);
    assertThat(service.operations()).containsOnly("upsert").hasSizeGreaterThanOrEqualTo(2);
    assertThat(index.listAllIds()).hasSize(90);
  }

  @Test
  void manyIdsAreRemovedInSeveralCalls() {
    addCompass();
    service.skipOperations();
    store.removeAll(
        Stream.concat(Stream.of("east"), IntStream.range(0, 1_000).mapToObj(i -> "none-" + i))
            .toList());
    assertThat(service.operations()).containsExactly("delete", "delete");
    assertThat(ids(search(1, 0))).containsExactly("north", "west");
  }

  @Test
  void removalByFilterIsOneCall() {
    addCompass();
    service.skipOperations();
    store.removeAll(metadataKey("text_segment").isIn("east", "west"));
    assertThat(service.operations()).containsExactly("delete");
    assertThat(ids(search(1, 0))).containsExactly("north");
  }

  @Test
  void nothingIsRemovedFromANamespaceThatWasNeverWritten() {
    store.removeAll();
    store.removeAll(List.of("a"));
    store.removeAll(metadataKey("k").isEqualTo(1));
    assertThat(service.operations()).contains("delete");
  }

  @Test
  void removalFromAMissingIndexFails() {
    service.client().controlPlane().deleteIndex(name);
    assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> store.removeAll());
  }

  @Test
  void exceptionsOfTheClientAreThrownUnchanged() {
    service.server().faults().next("query", Fault.refuse(ErrorCode.UNAUTHENTICATED, "who?"));
    assertThatExceptionOfType(UnauthenticatedException.class).isThrownBy(() -> search(1, 0));
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> store.add(embedding(1, 2, 3)))
        .withMessageContaining("upsert")
        .withMessageContaining("dimension");
  }

  @Test
  void metadataBeyondTheLimitIsRefusedWithItsSize() {
    TextSegment large = text("a".repeat(41_000));
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> store.add(embedding(1, 0), large))
        .withMessageContaining("Metadata size is 41")
        .withMessageContaining("40960 bytes");
    List<TextSegment> texts = new ArrayList<>(Collections.nCopies(150, text("a")));
    texts.set(7, large);
    List<String> ids = IntStream.range(0, 150).mapToObj(i -> "id-" + i).toList();
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> store.addAll(ids, Collections.nCopies(150, embedding(1, 0)), texts))
        .satisfies(
            e -> assertThat(e.report().failures()).singleElement().asString().contains("id-7"));
  }

  @Test
  void nothingIsSentForInvalidArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.add("idä", embedding(1, 0)))
        .withMessageContaining("idä");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.addAll(List.of("a"), List.of(), null))
        .withMessage("ids size (1) is not equal to embeddings size (0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.search(nearest(1, 0).maxResults(10_001).build()))
        .withMessageContaining("10001");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> store.removeAll(metadataKey("k").isGreaterThan("a")));
    assertThat(service.operations()).isEmpty();
  }

  @Test
  void settingsOfDocumentIndexesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PinelinkEmbeddingStore.builder(index).hybridSearch(true).build())
        .withMessageContaining("set sparseEncoder instead");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PinelinkEmbeddingStore.builder(index).metadataFields("year").build())
        .withMessageContaining("metadataFields are [year]");
  }

  @Test
  void anInvalidBuilderIsRefused() {
    PinelinkEmbeddingStore.Builder builder = PinelinkEmbeddingStore.builder(index);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.metadataTextKey(" "))
        .withMessageContaining("metadataTextKey");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.metric(new Metric("manhattan")))
        .withMessageContaining("manhattan");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                builder
                    .metric(Metric.COSINE)
                    .sparseEncoder(SparseEncoder.hosted(service.client().inference()::embed, "m"))
                    .build())
        .withMessageContaining("expected dotproduct");
  }

  @Test
  void wordsCountInAHybridSearch() {
    openHybrid(
        SparseEncoder.hosted(service.client().inference()::embed, "pinecone-sparse-english-v0"));
    List<TextSegment> texts =
        IntStream.range(0, 120).mapToObj(i -> text(i == 99 ? "a tall pine" : "a birch")).toList();
    List<String> ids = IntStream.range(0, 120).mapToObj(i -> "id-" + i).toList();
    store.addAll(ids, Collections.nCopies(120, embedding(1, 0)), texts);
    assertThat(ids(store.search(nearest(1, 0).query("pine").maxResults(1).build()).matches()))
        .containsExactly("id-99");
  }

  @Test
  void aTextWithoutWordsIsSearchedByItsDenseValues() {
    openHybrid(new FixedEncoder(1));
    store.add("a", embedding(1, 0));
    store.addAll(List.of("b"), List.of(embedding(0, 1)), List.of(text("words")));
    assertThat(ids(search(1, 0))).containsExactly("a", "b");
    assertThat(ids(store.search(nearest(1, 0).query(" ").build()).matches()))
        .containsExactly("a", "b");
    assertThat(ids(store.search(nearest(1, 0).query("words").build()).matches()))
        .containsExactly("b", "a");
    assertThat(ids(store.search(nearest(1, 0).query("?").build()).matches()))
        .containsExactly("a", "b");
  }

  @Test
  void anEncoderThatLosesTextsIsReported() {
    openHybrid(new FixedEncoder(0));
    assertThatIllegalStateException()
        .isThrownBy(() -> store.add(embedding(1, 0), text("words")))
        .withMessageContaining("returned 0 elements, expected 1");
  }

  private void openHybrid(SparseEncoder encoder) {
    open(Metric.DOT_PRODUCT);
    store = PinelinkEmbeddingStore.builder(index).sparseEncoder(encoder).build();
  }

  /** Encodes all words as one, and a question mark as none. */
  private record FixedEncoder(int perText) implements SparseEncoder {
    @Override
    public List<Optional<SparseValues>> encodeTexts(List<String> texts) {
      return Collections.nCopies(perText * texts.size(), encodeQuery("words"));
    }

    @Override
    public Optional<SparseValues> encodeQuery(String query) {
      return query.equals("?")
          ? Optional.empty()
          : Optional.of(SparseValues.of(new int[] {1}, new float[] {2}));
    }
  }
}
