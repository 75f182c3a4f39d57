package io.pinelink.endtoend;

import static io.pinelink.spi.DataOperations.UPSERT_RECORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.InputType;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.MatchTerms;
import io.pinelink.records.RecordHit;
import io.pinelink.records.Reranking;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests records, from the public API to the server and back, over the private route. */
class RecordsIT {
  private static final String DENSE = "llama-text-embed-v2";
  private static final String SPARSE = "pinecone-sparse-english-v0";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  private static final List<TextRecord> RECORDS =
      List.of(
          record("tyres", "Winter tyres are compulsory from December.", "cars", 1),
          record("oil", "Change the oil of cars each winter.", "cars", 2),
          record("mushrooms", "Mushroom season peaks in September.", "food", 3));

  private EmbeddedPinecone pinecone;
  private Pinelink client;

  private static TextRecord record(String id, String text, String topic, int rank) {
    return new TextRecord(
        id,
        Fields.builder()
            .put("chunk_text", text)
            .put("topic", topic)
            .put("rank", rank)
            .put("tags", List.of(topic, "all"))
            .put("draft", false)
            .build());
  }

  @BeforeEach
  void start() {
    pinecone = EmbeddedPinecone.start();
    client = pinecone.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
  }

  @AfterEach
  void close() {
    client.close();
    pinecone.close();
  }

  private RecordIndex create(String model) {
    client
        .controlPlane()
        .createIndexForModel(
            CreateIndexForModelRequest.builder("docs", Cloud.AWS, "us-east-1", model, "chunk_text")
                .build());
    return client.records("docs");
  }

  private RecordIndex filled(String model) {
    RecordIndex index = create(model);
    index.upsert(RECORDS);
    return index;
  }

  private static List<String> ids(SearchRecordsResponse response) {
    return response.hits().stream().map(RecordHit::id).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {DENSE, "multilingual-e5-large", SPARSE})
  void writtenRecordsAreFoundByText(String model) {
    RecordIndex index = create(model);

    EmptyResponse written = index.upsert(UpsertRecordsRequest.of(RECORDS));
    SearchRecordsResponse found =
        index.search(SearchRecordsRequest.builder().text("change winter tyres").topK(2).build());

    assertThat(written.info().writeLsn().orElseThrow()).isPositive();
    assertThat(written.info().requestId()).isPresent();
    assertThat(found.info().readLsn()).isEqualTo(written.info().writeLsn());
    assertThat(found.hits()).hasSize(2).allMatch(hit -> hit.score() > 0);
    assertThat(ids(found)).containsExactlyInAnyOrder("tyres", "oil");
    assertThat(found.hits())
        .allSatisfy(hit -> assertThat(hit.fields()).isEqualTo(fieldsOf(hit.id())));
    assertThat(found.readUnits()).hasValue(1);
    assertThat(found.embedTotalTokens()).hasValue(3);
    assertThat(found.rerankUnits()).isEmpty();
  }

  private static Fields fieldsOf(String id) {
    return RECORDS.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow().fields();
  }

  @Test
  void searchesByIdByVectorAndByTextAgree() {
    RecordIndex index = filled(DENSE);
    String text = "Mushroom season peaks in September.";
    float[] values =
        client
            .inference()
            .embed(EmbedRequest.builder(DENSE, text).inputType(InputType.QUERY).build())
            .embeddings()
            .get(0)
            .values();

    SearchRecordsResponse byText = index.search(SearchRecordsRequest.byText(text));
    SearchRecordsResponse byId = index.search(SearchRecordsRequest.byId("mushrooms"));
    SearchRecordsResponse byVector = index.search(SearchRecordsRequest.byVector(values));

    assertThat(ids(byText)).startsWith("mushrooms");
    assertThat(byId.hits()).isEqualTo(byText.hits());
    assertThat(byVector.hits()).isEqualTo(byText.hits());
    assertThat(byId.embedTotalTokens()).isEmpty();
  }

  @Test
  void filterFieldsAndRerankingApply() {
    RecordIndex index = filled(DENSE);

    SearchRecordsResponse found =
        index.search(
            SearchRecordsRequest.builder()
                .text("winter")
                .filter(Filter.eq("topic", "cars"))
                .fields("rank", "tags")
                .rerank(
                    Reranking.builder("bge-reranker-v2-m3", "chunk_text")
                        .query("compulsory tyres")
                        .topN(1)
                        .build())
                .build());

    assertThat(found.hits()).singleElement().extracting(RecordHit::id).isEqualTo("tyres");
    RecordHit hit = found.hits().get(0);
    assertThat(hit.score()).isEqualTo((float) (2 / Math.sqrt(2 * 6)));
    assertThat(hit.fields())
        .isEqualTo(
            Fields.copyOf(Map.<String, Object>of("rank", 1, "tags", List.of("cars", "all"))));
    assertThat(found.rerankUnits()).hasValue(1);
  }

  @Test
  void termsMustOccurInTheTextOfASparseIndex() {
    RecordIndex index = filled(SPARSE);

    assertThat(
            ids(
                index.search(
                    SearchRecordsRequest.builder()
                        .text("winter season")
                        .matchTerms(MatchTerms.all("Cars winter"))
                        .build())))
        .containsExactly("oil");
  }

  @Test
  void otherCallsSeeRecordsAsVectorsWithMetadata() {
    Index index = filled(DENSE).index();

    Vector stored =
        Objects.requireNonNull(index.fetch(FetchRequest.byIds("tyres")).vectors().get("tyres"));

    assertThat(stored.dimension()).isEqualTo(1024);
    assertThat(stored.metadata().string("chunk_text"))
        .contains("Winter tyres are compulsory from December.");
    assertThat(stored.metadata().keys()).doesNotContain("_id", "id");
    assertThat(index.query(QueryRequest.builder().id("tyres").topK(1).build()).matches())
        .singleElement()
        .extracting(match -> match.id())
        .isEqualTo("tyres");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "__default__", "en", "a b/c?d#e%"})
  void eachNamespaceHasItsRecords(String namespace) {
    RecordIndex index = create(DENSE);
    RecordIndex view = index.namespace(namespace);

    view.upsert(RECORDS.subList(0, 1));

    assertThat(ids(view.search(SearchRecordsRequest.byText("winter")))).containsExactly("tyres");
    assertThat(ids(index.namespace("other").search(SearchRecordsRequest.byText("winter"))))
        .isEmpty();
    assertThat(view.index().fetch(FetchRequest.byIds("tyres")).vectors()).containsOnlyKeys("tyres");
  }

  @Test
  void recordsUseTheRouteOfTheirIndexOverRest() throws Exception {
    RecordIndex index = create(DENSE);
    pinecone.clearRequests();

    index.async().upsert(RECORDS).get(20, TimeUnit.SECONDS);
    SearchRecordsResponse found =
        index.async().search(SearchRecordsRequest.byText("winter")).get(20, TimeUnit.SECONDS);

    assertThat(found.info().route()).isEqualTo(index.route());
    assertThat(found.info().route().kind()).isEqualTo(Route.Kind.PRIVATE);
    assertThat(found.info().protocol()).isEqualTo(Protocol.REST);
    assertThat(pinecone.requests())
        .hasSize(2)
        .allSatisfy(
            request -> {
              assertThat(request.listener()).isEqualTo(Listener.PRIVATE_DATA);
              assertThat(request.authority()).isEqualTo(PRIVATE);
              assertThat(request.protocol()).isEqualTo(Protocol.REST);
              assertThat(request.path()).startsWith("/records/namespaces/__default__/");
            });
  }

  @ParameterizedTest
  @CsvSource({"2026-07, true", "2026-04, false", "2025-01, false"})
  void errorsAndUsageAreReadInTheFormOfEachVersion(String version, boolean reportsEgress) {
    filled(DENSE);
    try (Pinelink other = pinecone.clientBuilder().apiVersion(version).build()) {
      RecordIndex index = other.records("docs");

      assertThat(
              index
                  .search(SearchRecordsRequest.builder().text("winter tyres").topK(1).build())
                  .egressBytes()
                  .isPresent())
          .isEqualTo(reportsEgress);
      assertThatThrownBy(
              () -> index.upsert(List.of(new TextRecord("bad", Fields.of("topic", "cars")))))
          .isInstanceOfSatisfying(
              ServiceException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
          .hasMessageContaining("Record 'bad' needs a text in the field 'chunk_text'");
      assertThatThrownBy(
              () ->
                  index.search(
                      SearchRecordsRequest.builder()
                          .text("winter")
                          .rerank(Reranking.by("unknown", "chunk_text"))
                          .build()))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("Model unknown not found");
    }
  }

  @Test
  void refusalsHaveTheMessageOfTheService() {
    RecordIndex index = create(DENSE);

    assertThatThrownBy(
            () ->
                index.upsert(
                    List.of(
                        RECORDS.get(0),
                        new TextRecord(
                            "bad",
                            Fields.builder()
                                .put("chunk_text", "x")
                                .put("nested", Fields.of("a", "b"))
                                .build()))))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining("upsertRecords")
        .hasMessageContaining("for field 'nested'");
    assertThat(ids(index.search(SearchRecordsRequest.byId("tyres")))).isEmpty();
  }

  @Test
  void anIndexWithoutAnEmbeddingAcceptsNoText() {
    Index plain = Indexes.create(client, "plain", Metric.COSINE);
    Indexes.fill(plain);
    assertThatThrownBy(() -> client.records("plain"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index 'plain' is a vector index: open it with index(\"plain\")");
    RecordIndex records = client.recordsAt(plain.route().host());

    assertThatThrownBy(() -> records.upsert(RECORDS))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("integrated embedding");
    assertThatThrownBy(() -> records.search(SearchRecordsRequest.byText("x")))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("integrated embedding");
    assertThat(ids(records.search(SearchRecordsRequest.builder().vector(1, 0).topK(1).build())))
        .containsExactly("east");
  }

  @Test
  void recordsAreUpsertedInBatchesOf96() {
    RecordIndex index = create(DENSE);
    BulkReport report =
        index.bulkUpsert(
            BulkSource.of(
                IntStream.range(0, 200).mapToObj(i -> record("r" + i, "text " + i, "many", i))),
            BulkOptions.defaults());
    assertThat(report.accepted()).isEqualTo(200);
    assertThat(index.index().listAllIds()).hasSize(200);
    assertThat(pinecone.requests())
        .filteredOn(request -> request.operation().equals(UPSERT_RECORDS.toString()))
        .hasSize(3);
  }
}
