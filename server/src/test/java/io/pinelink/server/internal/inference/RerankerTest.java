package io.pinelink.server.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.inference.Reranker.Ranked;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RerankerTest {
  private static final List<Map<String, Object>> DOCUMENTS =
      List.of(
          Map.of("text", "Tartu has a university."),
          Map.of("text", "Tallinn is the capital."),
          Map.of("text", "capital"),
          Map.of("text", "Nothing here."));

  private static Reranker reranker(String model, Map<String, Object> parameters, String... fields) {
    return new Reranker(HostedModels.find(model).orElseThrow(), List.of(fields), parameters);
  }

  @Test
  void documentsAreRankedByCommonWords() {
    assertThat(reranker("bge-reranker-v2-m3", Map.of()).rank("the capital", DOCUMENTS))
        .containsExactly(
            new Ranked(1, (float) (2 / Math.sqrt(8))),
            new Ranked(2, (float) (1 / Math.sqrt(2))),
            new Ranked(0, 0),
            new Ranked(3, 0));
    assertThat(reranker("bge-reranker-v2-m3", Map.of()).rank("Capital!", DOCUMENTS).get(0))
        .isEqualTo(new Ranked(2, 1));
  }

  @Test
  void aDocumentWithoutTextInTheRankFieldIsRefused() {
    Map<String, String> refusals =
        Map.of(
            "body", "field 'text' not found in document at index 0",
            "text", "field 'text' is no string in document at index 0");
    refusals.forEach(
        (field, refusal) ->
            assertThatThrownBy(
                    () ->
                        reranker("pinecone-rerank-v0", Map.of())
                            .rank("q", List.of(Map.of(field, 1.0))))
                .isInstanceOf(ModelRefusal.class)
                .hasMessage(refusal));
  }

  @Test
  void onlySomeModelsTakeSeveralRankFields() {
    List<Map<String, Object>> documents =
        List.of(Map.of("a", "x", "b", "z"), Map.of("a", "x", "b", "y"));

    assertThat(reranker("cohere-rerank-3.5", Map.of(), "a", "b").rank("x y", documents).get(0))
        .isEqualTo(new Ranked(1, 1));
    assertThatThrownBy(() -> reranker("bge-reranker-v2-m3", Map.of(), "a", "b"))
        .isInstanceOf(ModelRefusal.class)
        .hasMessage("Only one rank field is supported for model bge-reranker-v2-m3, got [a, b]");
  }

  @Test
  void longTextsAreTruncatedOrRefusedAsRequested() {
    List<Map<String, Object>> documents = List.of(Map.of("text", "x ".repeat(1_023) + "needle"));

    assertThatThrownBy(() -> reranker("bge-reranker-v2-m3", Map.of()).rank("needle", documents))
        .isInstanceOf(ModelRefusal.class)
        .hasMessageContaining("1024 tokens, which exceeds the limit of 1023")
        .hasMessageContaining("truncate is NONE");
    assertThat(reranker("bge-reranker-v2-m3", Map.of("truncate", "END")).rank("needle", documents))
        .containsExactly(new Ranked(0, 0));
  }

  @Test
  void aModelLimitsTheNumberOfDocuments() {
    Map<String, Object> document = Map.of("text", "x");

    assertThat(
            reranker("bge-reranker-v2-m3", Map.of()).rank("x", Collections.nCopies(100, document)))
        .hasSize(100);
    assertThatThrownBy(
            () ->
                reranker("bge-reranker-v2-m3", Map.of())
                    .rank("x", Collections.nCopies(101, document)))
        .isInstanceOf(ModelRefusal.class)
        .hasMessageContaining("101 documents, which exceeds the limit of 100");
    assertThat(
            reranker("cohere-rerank-3.5", Map.of()).rank("x", Collections.nCopies(200, document)))
        .hasSize(200);
    assertThatThrownBy(
            () ->
                reranker("cohere-rerank-3.5", Map.of())
                    .rank("x", Collections.nCopies(201, document)))
        .isInstanceOf(ModelRefusal.class)
        .hasMessageContaining("201 documents, which exceeds the limit of 200");
  }

  @Test
  void anEmbedderDoesNotRerankAndParametersAreChecked() {
    assertThatThrownBy(() -> reranker("multilingual-e5-large", Map.of()))
        .hasMessage("Model 'multilingual-e5-large' does not rerank");
    assertThatThrownBy(() -> reranker("bge-reranker-v2-m3", Map.of("truncate", "START")))
        .hasMessage("Parameter 'truncate' of model 'bge-reranker-v2-m3' cannot be \"START\"");
    assertThatThrownBy(() -> reranker("cohere-rerank-3.5", Map.of("max_chunks_per_doc", 0.0)))
        .hasMessageContaining("cannot be 0");
    assertThatThrownBy(() -> reranker("bge-reranker-v2-m3", Map.of("colour", "red")))
        .hasMessage("Parameter 'colour' is unknown to model 'bge-reranker-v2-m3'");
  }

  @Test
  void aRerankUnitIsAHundredDocuments() {
    assertThat(Reranker.units(1)).isEqualTo(1);
    assertThat(Reranker.units(100)).isEqualTo(1);
    assertThat(Reranker.units(101)).isEqualTo(2);
  }
}
