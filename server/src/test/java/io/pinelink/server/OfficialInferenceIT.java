package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinecone.clients.Inference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openapitools.inference.client.ApiException;
import org.openapitools.inference.client.model.EmbeddingsList;
import org.openapitools.inference.client.model.ModelInfo;
import org.openapitools.inference.client.model.RankedDocument;
import org.openapitools.inference.client.model.RerankResult;
import org.openapitools.inference.client.model.SparseEmbedding;

/** Tests inference with the official Java client; see {@link OfficialClients#withInference}. */
class OfficialInferenceIT {
  private static final String DENSE = "multilingual-e5-large";
  private static final String SPARSE = "pinecone-sparse-english-v0";
  private static final String RERANKER = "bge-reranker-v2-m3";

  private static EmbeddedPinecone server;
  private static Inference inference;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.builder().localMode().start();
    inference = OfficialClients.withInference(server).getInferenceClient();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void textsBecomeDenseValues() throws ApiException {
    EmbeddingsList embedded =
        inference.embed(
            DENSE,
            Map.of("input_type", "passage", "truncate", "END"),
            List.of("Winter tyres", "Mushrooms"));

    assertThat(embedded.getModel()).isEqualTo(DENSE);
    assertThat(embedded.getVectorType()).isEqualTo("dense");
    assertThat(embedded.getData())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.getDenseEmbedding().getValues()).hasSize(1_024));
    assertThat(embedded.getUsage().getTotalTokens()).isPositive();
  }

  @Test
  void textsBecomeSparseValues() throws ApiException {
    EmbeddingsList embedded =
        inference.embed(
            SPARSE,
            Map.of("input_type", "passage", "return_tokens", true),
            List.of("Winter tyres"));

    SparseEmbedding only = embedded.getData().get(0).getSparseEmbedding();
    assertThat(only.getSparseValues()).hasSize(2);
    assertThat(only.getSparseIndices()).hasSize(2).allMatch(position -> position >= 0);
    assertThat(only.getSparseTokens()).containsExactlyInAnyOrder("winter", "tyres");
  }

  @Test
  void documentsAreReranked() throws ApiException {
    RerankResult ranked =
        inference.rerank(
            RERANKER,
            "winter tyres",
            List.of(
                Map.of("id", "a", "body", "Mushroom season"),
                Map.of("id", "b", "body", "Winter tyres")),
            List.of("body"),
            1,
            true,
            Map.of());

    RankedDocument best = ranked.getData().get(0);
    assertThat(ranked.getData()).hasSize(1);
    assertThat(best.getIndex()).isEqualTo(1);
    assertThat(best.getScore()).isPositive();
    assertThat(best.getDocument()).containsEntry("id", "b").containsEntry("body", "Winter tyres");
    assertThat(ranked.getUsage().getRerankUnits()).isEqualTo(1);
  }

  @Test
  void modelsAreListedAndDescribed() throws ApiException {
    assertThat(inference.listModels().getModels())
        .extracting(ModelInfo::getModel)
        .contains(DENSE, SPARSE, RERANKER);
    assertThat(inference.listModels("rerank").getModels())
        .extracting(ModelInfo::getType)
        .containsOnly("rerank");
    assertThat(inference.listModels("embed", "sparse").getModels())
        .extracting(ModelInfo::getModel)
        .containsExactly(SPARSE);

    ModelInfo model = inference.describeModel(DENSE);
    assertThat(model.getVectorType()).isEqualTo("dense");
    assertThat(model.getDefaultDimension()).isEqualTo(1_024);
    assertThat(model.getSupportedMetrics()).contains("cosine");
    assertThat(model.getSupportedParameters()).isNotEmpty();
  }

  @Test
  void anUnknownModelIsNotFound() {
    assertThatThrownBy(() -> inference.describeModel("none"))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(404));
  }
}
