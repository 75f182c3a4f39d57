package io.pinelink.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest.EmbeddingSearchRequestBuilder;
import io.pinelink.DocumentIndex;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.BulkException;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the store over documents against a server on loopback over TLS, on the private route. */
class DocumentStoreIT {
  private static PrivateService service;

  private DocumentIndex index;
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
    index = service.newDocumentIndex("text_segment", metric, 2);
    store = PinelinkEmbeddingStore.builder(index).build();
    service.skipOperations();
  }

  private static Embedding embedding(float... values) {
    return Embedding.from(values);
  }

  private static EmbeddingSearchRequestBuilder nearest(float... values) {
    return EmbeddingSearchRequest.builder().queryEmbedding(embedding(values)).maxResults(10);
  }

  private List<EmbeddingMatch<TextSegment>> search(EmbeddingSearchRequestBuilder request) {
    return store.search(request.build()).matches();
  }

  private static List<String> ids(List<EmbeddingMatch<TextSegment>> matches) {
    return matches.stream().map(EmbeddingMatch::embeddingId).toList();
  }

  private void addCompass() {
    store.addAll(
        List.of("east", "north", "west"),
        List.of(embedding(1, 0), embedding(0, 1), embedding(-1, 0)),
        List.of(
            TextSegment.from("a teapot", new Metadata().put("year", 2019)),
            TextSegment.from("a cup"),
            TextSegment.from("a kettle", new Metadata().put("year", 2026))));
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
    List<EmbeddingMatch<TextSegment>> matches = search(nearest(2, 0));
    assertThat(ids(matches)).containsExactly("east", "north", "west");
    assertThat(matches.get(0).score()).isCloseTo(east, within(1e-6));
    assertThat(matches.get(1).score()).isCloseTo(north, within(1e-6));
    assertThat(matches.get(2).score()).isCloseTo(west, within(1e-6));
    assertThat(ids(search(nearest(2, 0).minScore(matches.get(1).score()))))
        .containsExactly("east", "north");
    assertThat(service.operations())
        .containsExactly(
            "upsertDocuments", "describeIndexStats", "searchDocuments", "searchDocuments");
  }

  @Test
  void textAndMetadataAreFieldsOfDocuments() {
    addCompass();
    assertThat(index.fetchAll(FetchDocumentsRequest.byIds("west")))
        .singleElement()
        .satisfies(
            document -> {
              assertThat(document.fields().string("text_segment")).contains("a kettle");
              assertThat(document.fields().number("year")).hasValue(2026);
              assertThat(document.fields().dense("embedding")).isPresent();
            });
    EmbeddingMatch<TextSegment> found = search(nearest(-1, 0)).get(0);
    assertThat(found.embedded())
        .isEqualTo(TextSegment.from("a kettle", new Metadata().put("year", 2026)));
    assertThat(found.embedding()).isEqualTo(embedding(-1, 0));
  }

  @Test
  void theFieldsOfMatchesCanBeSelected() {
    addCompass();
    store = PinelinkEmbeddingStore.builder(index).includeEmbeddings(false).metadataFields().build();
    assertThat(search(nearest(-1, 0)).get(0))
        .satisfies(
            match -> {
              assertThat(match.embedding()).isNull();
              assertThat(match.embedded()).isEqualTo(TextSegment.from("a kettle"));
            });
    store = PinelinkEmbeddingStore.builder(index).metadataFields("year").build();
    assertThat(search(nearest(-1, 0)).get(0))
        .satisfies(
            match -> {
              assertThat(match.embedding()).isEqualTo(embedding(-1, 0));
              assertThat(match.embedded().metadata().getInteger("year")).isEqualTo(2026);
            });
  }

  @Test
  void anEmbeddingNeedsNoText() {
    store.add("a", embedding(1, 0));
    assertThat(search(nearest(1, 0)).get(0).embedded()).isNull();
  }

  @Test
  void aQueryTextIsSearchedWithHybridSearchOnly() {
    addCompass();
    assertThat(ids(search(nearest(1, 0).query("kettle")))).containsExactly("east", "north", "west");
    store = PinelinkEmbeddingStore.builder(index).hybridSearch(true).build();
    service.skipOperations();
    List<EmbeddingMatch<TextSegment>> matches = search(nearest(1, 0).query("kettle"));
    assertThat(service.operations()).containsExactly("searchDocuments", "searchDocuments");
    assertThat(matches.get(0).embeddingId()).isEqualTo("west"); // third by nearness, first by words
    assertThat(matches)
        .hasSize(3)
        .allSatisfy(match -> assertThat(match.score()).isBetween(0.4, 1.0));
    assertThat(
            search(nearest(-1, 0).query("kettle").filter(metadataKey("year").isGreaterThan(2020))))
        .extracting(EmbeddingMatch::score)
        .containsExactly(1.0);
    assertThat(ids(search(nearest(1, 0).query(" ")))).startsWith("east");
  }

  @Test
  void documentsAreRemovedByIdByFilterAndAllAtOnce() {
    addCompass();
    service.skipOperations();
    store.removeAll(metadataKey("year").isLessThan(2020));
    assertThat(ids(search(nearest(1, 0)))).containsExactly("north", "west");
    store.removeAll(List.of("west", "unknown"));
    assertThat(ids(search(nearest(1, 0)))).containsExactly("north");
    store.removeAll();
    assertThat(search(nearest(1, 0))).isEmpty();
    assertThat(service.operations()).filteredOn("deleteDocuments"::equals).hasSize(3);
  }

  @Test
  void namespacesAreSeparate() {
    addCompass();
    PinelinkEmbeddingStore other = PinelinkEmbeddingStore.builder(index).namespace("other").build();
    other.removeAll();
    assertThat(other.search(nearest(1, 0).build()).matches()).isEmpty();
    assertThat(search(nearest(1, 0))).hasSize(3);
  }

  @Test
  void aLongListIsWrittenInBatches() {
    List<String> ids = IntStream.range(0, 2_500).mapToObj(i -> "id-" + i).toList();
    store.addAll(ids, Collections.nCopies(ids.size(), embedding(1, 0)), null);
    assertThat(service.operations()).containsOnly("upsertDocuments").hasSizeGreaterThanOrEqualTo(3);
    assertThat(index.listAllIds()).hasSize(2_500);
  }

  @Test
  void aDocumentThatIsRefusedFailsALongListWithItsId() {
    List<TextSegment> texts = new ArrayList<>(Collections.nCopies(150, TextSegment.from("a")));
    texts.set(7, TextSegment.from("a ".repeat(11_000)));
    List<String> ids = IntStream.range(0, 150).mapToObj(i -> "id-" + i).toList();
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> store.addAll(ids, Collections.nCopies(150, embedding(1, 0)), texts))
        .satisfies(
            e -> assertThat(e.report().failures()).singleElement().asString().contains("id-7"));
  }

  @Test
  void nothingIsSentForKeysThatFieldsCannotHave() {
    for (String key : List.of("embedding", "text_segment", "_id")) {
      TextSegment segment = TextSegment.from("a", Metadata.from(key, "b"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.add(embedding(1, 0), segment))
          .withMessageContaining("'" + key + "'");
    }
    assertThat(service.operations()).isEmpty();
  }

  @Test
  void anInvalidBuilderIsRefused() {
    PinelinkEmbeddingStore.Builder builder = PinelinkEmbeddingStore.builder(index);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.embeddingFieldName("$a"))
        .withMessageContaining("embeddingFieldName");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.embeddingFieldName("text_segment").build())
        .withMessageContaining("expected another name than metadataTextKey");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PinelinkEmbeddingStore.builder(index)
                    .sparseEncoder(SparseEncoder.hosted(service.client().inference()::embed, "m"))
                    .build())
        .withMessageContaining("set hybridSearch instead");
  }
}
