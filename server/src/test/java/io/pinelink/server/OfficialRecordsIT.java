package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openapitools.db_control.client.model.CreateIndexForModelRequestEmbed;
import org.openapitools.db_data.client.ApiException;
import org.openapitools.db_data.client.model.Hit;
import org.openapitools.db_data.client.model.SearchRecordsRequestQuery;
import org.openapitools.db_data.client.model.SearchRecordsRequestRerank;
import org.openapitools.db_data.client.model.SearchRecordsResponse;
import org.openapitools.db_data.client.model.SearchRecordsVector;

/** Tests records with the official Java client, which sends them over REST. */
class OfficialRecordsIT {
  private static final List<String> FIELDS = List.of("text", "topic");

  private static EmbeddedPinecone server;
  private static Index index;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPinecone.builder().localMode().start();
    Pinecone pinecone = OfficialClients.of(server);
    String name = OfficialClients.unique(server, "records");
    pinecone.createIndexForModel(
        name,
        "aws",
        "us-east-1",
        new CreateIndexForModelRequestEmbed()
            .model("llama-text-embed-v2")
            .fieldMap(Map.of("text", "text")),
        "disabled",
        null);
    index = pinecone.getIndexConnection(name);
    index.upsertRecords(
        "ns",
        List.of(
            record("tyres", "Winter tyres are compulsory from December.", "cars"),
            record("oil", "Change the oil of cars each winter.", "cars"),
            record("mushrooms", "Mushroom season peaks in September.", "food")));
  }

  @AfterAll
  static void stop() {
    index.close();
    server.close();
  }

  private static Map<String, String> record(String id, String text, String topic) {
    return Map.of("_id", id, "text", text, "topic", topic);
  }

  private static List<String> ids(SearchRecordsResponse found) {
    return found.getResult().getHits().stream().map(Hit::getId).toList();
  }

  @Test
  void recordsAreFoundByText() throws ApiException {
    SearchRecordsResponse found =
        index.searchRecordsByText("winter tyres", "ns", FIELDS, 2, null, null);

    assertThat(ids(found)).containsExactly("tyres", "oil");
    Hit best = found.getResult().getHits().get(0);
    assertThat(best.getScore()).isPositive();
    assertThat(best.getFields())
        .isEqualTo(Map.of("text", "Winter tyres are compulsory from December.", "topic", "cars"));
    assertThat(found.getUsage().getReadUnits()).isEqualTo(1);
    assertThat(found.getUsage().getEmbedTotalTokens()).isPositive();
  }

  @Test
  void aFilterNarrowsASearch() throws ApiException {
    assertThat(
            ids(
                index.searchRecordsByText(
                    "winter tyres", "ns", FIELDS, 5, Map.of("topic", "food"), null)))
        .containsExactly("mushrooms");
  }

  @Test
  void hitsAreReranked() throws ApiException {
    SearchRecordsResponse found =
        index.searchRecordsByText(
            "winter",
            "ns",
            FIELDS,
            3,
            null,
            new SearchRecordsRequestRerank()
                .model("bge-reranker-v2-m3")
                .query("mushroom season")
                .topN(1)
                .rankFields(List.of("text")));

    assertThat(ids(found)).containsExactly("mushrooms");
    assertThat(found.getUsage().getRerankUnits()).isEqualTo(1);
  }

  @Test
  void recordsAreFoundByIdAndByVector() throws ApiException {
    assertThat(ids(index.searchRecordsById("oil", "ns", FIELDS, 1, null, null)))
        .containsExactly("oil");
    List<Float> values =
        index.fetch(List.of("mushrooms"), "ns").getVectorsOrThrow("mushrooms").getValuesList();
    assertThat(
            ids(
                index.searchRecordsByVector(
                    new SearchRecordsVector().values(values), "ns", FIELDS, 1, null, null)))
        .containsExactly("mushrooms");
  }

  @Test
  void aSearchAcceptsAFullQuery() throws ApiException {
    SearchRecordsRequestQuery query =
        new SearchRecordsRequestQuery().topK(1).inputs(Map.of("text", "oil of cars"));

    SearchRecordsResponse found = index.searchRecords("ns", query, List.of("topic"), null);

    assertThat(ids(found)).containsExactly("oil");
    assertThat(found.getResult().getHits().get(0).getFields()).isEqualTo(Map.of("topic", "cars"));
  }

  @Test
  void aRecordWithoutItsTextIsRefused() {
    assertThatThrownBy(
            () -> index.upsertRecords("ns", List.of(Map.of("_id", "bare", "topic", "none"))))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(400));
  }
}
