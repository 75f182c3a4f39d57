package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinecone.clients.Pinecone;
import io.pinecone.exceptions.PineconeBadRequestException;
import io.pinecone.exceptions.PineconeException;
import io.pinecone.exceptions.PineconeNotFoundException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.inference.client.ApiException;

/** Tests refusals for the exceptions and messages that the official clients' tests expect. */
class OfficialRefusalsIT {
  private EmbeddedPinecone server;
  private Pinecone pinecone;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.builder().localMode().start();
    pinecone = OfficialClients.withInference(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static IndexModel createServerless(Pinecone pinecone, String name, String region) {
    return pinecone.createServerlessIndex(name, "cosine", 3, "aws", region, "disabled", Map.of());
  }

  private void createOnPods(String name, String environment, int dimension, String collection) {
    pinecone.createPodsIndex(name, dimension, environment, "p1.x1", "cosine", collection);
  }

  private void createCollection() {
    pinecone.createPodsIndex("pods", 2, "us-east-1-aws", "p1.x1");
    pinecone.createCollection("copy", "pods");
  }

  @Test
  void aNameInUpperCaseIsRefused() {
    assertThatThrownBy(() -> createServerless(pinecone, "Invalid-name", "us-west-2"))
        .isInstanceOf(PineconeBadRequestException.class)
        .hasMessageContaining(
            "Name must consist of lower case alphanumeric characters or '-', and must start and end"
                + " with an alphanumeric character");
  }

  @Test
  void anUnknownRegionIsRefused() {
    assertThatThrownBy(() -> createServerless(pinecone, "docs", "invalid-region"))
        .isInstanceOf(PineconeNotFoundException.class)
        .hasMessageContaining("Resource cloud: aws region: invalid-region not found");
  }

  @Test
  void aLenientServerAcceptsAnUnknownRegion() {
    try (EmbeddedPinecone lenient =
        EmbeddedPinecone.builder().localMode().lenientRegions().start()) {
      assertThat(createServerless(OfficialClients.of(lenient), "docs", "new-region-1").getName())
          .isEqualTo("docs");
    }
  }

  @Test
  void aMissingSourceCollectionIsRefused() {
    assertThatThrownBy(() -> createOnPods("docs", "us-east-1-aws", 2, "non-existent-collection"))
        .isInstanceOf(PineconeBadRequestException.class)
        .hasMessageContaining("Resource non-existent-collection not found");
  }

  @Test
  void aSourceCollectionOfAnotherEnvironmentIsRefused() {
    createCollection();

    assertThatThrownBy(() -> createOnPods("docs", "us-west1-gcp", 2, "copy"))
        .isInstanceOf(PineconeBadRequestException.class)
        .hasMessageContaining("Source collection must be in the same environment as the index");
  }

  @Test
  void aSourceCollectionOfAnotherDimensionIsRefused() {
    createCollection();

    assertThatThrownBy(() -> createOnPods("docs", "us-east-1-aws", 3, "copy"))
        .isInstanceOf(PineconeBadRequestException.class)
        .hasMessageContaining("Index and collection must have the same dimension");
  }

  @Test
  void aCollectionOfAMissingIndexIsRefused() {
    assertThatThrownBy(() -> pinecone.createCollection("copy", "nonexistentIndex"))
        .isInstanceOf(PineconeException.class)
        .hasMessageContaining("Resource nonexistentIndex not found");
  }

  @Test
  void anEmbeddingWithoutInputsIsRefused() {
    assertThatThrownBy(
            () ->
                pinecone
                    .getInferenceClient()
                    .embed("multilingual-e5-large", Map.of("input_type", "query"), List.of()))
        .hasMessageContaining("Must specify at least one input");
  }

  @Test
  void aRerankFieldMissingInADocumentIsRefused() {
    assertThatThrownBy(() -> rerank(List.of("customField")))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("field 'customField' not found in document at index 0");
  }

  @Test
  void severalRankFieldsAreRefusedByAModelThatTakesOne() {
    assertThatThrownBy(() -> rerank(List.of("title", "text")))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("\"Only one rank field is supported for model bge-reranker-v2-m3");
  }

  private void rerank(List<String> rankFields) throws ApiException {
    pinecone
        .getInferenceClient()
        .rerank(
            "bge-reranker-v2-m3",
            "capital",
            List.of(Map.of("text", "Tallinn", "title", "Estonia")),
            rankFields,
            1,
            true,
            Map.of());
  }
}
