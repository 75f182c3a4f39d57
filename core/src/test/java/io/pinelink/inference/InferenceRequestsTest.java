package io.pinelink.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.pinelink.model.Fields;
import io.pinelink.model.VectorType;
import io.pinelink.spi.request.ByName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceRequestsTest {
  @Test
  void embeddingHasNoParametersByDefault() {
    EmbedRequest request = EmbedRequest.builder("e5", "a", "b").build();

    assertThat(request.model()).isEqualTo("e5");
    assertThat(request.texts()).containsExactly("a", "b");
    assertThat(request.parameters().isEmpty()).isTrue();
  }

  @Test
  void namedAndOtherParametersAreCombined() {
    EmbedRequest request =
        EmbedRequest.builder("e5", "a")
            .inputType(InputType.QUERY)
            .truncate(Truncate.START)
            .dimension(384)
            .parameters(Fields.builder().put("return_tokens", true).put("dimension", 512).build())
            .build();

    assertThat(request.parameters())
        .isEqualTo(
            Fields.builder()
                .put("input_type", "query")
                .put("truncate", "START")
                .put("dimension", 512)
                .put("return_tokens", true)
                .build());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 20_001})
  void aDimensionIs1To20000(int dimension) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbedRequest.builder("e5", "a").dimension(dimension))
        .withMessage("dimension is %s, expected 1 to 20000", dimension);
  }

  @Test
  void embeddingNeedsAModelAndATextAndNoNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbedRequest.builder(" ", "a"))
        .withMessage("model is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbedRequest.builder("e5"))
        .withMessage("texts are empty, expected at least one");
    assertThatNullPointerException()
        .isThrownBy(() -> EmbedRequest.builder("e5", Arrays.asList("a", null)));
  }

  @Test
  void aCopyOfAnEmbeddingRequestIsComplete() {
    EmbedRequest request = EmbedRequest.builder("e5", "a").inputType(InputType.PASSAGE).build();

    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().dimension(3).build()).isNotEqualTo(request);
    assertThat(request).hasToString("EmbedRequest[e5, texts 1]");
  }

  @Test
  void rerankingReturnsAllDocumentsByDefault() {
    RerankRequest request = RerankRequest.builder("bge", "capital", "Tallinn", "Tartu").build();

    assertThat(request.query()).isEqualTo("capital");
    assertThat(request.documents())
        .containsExactly(Fields.of("text", "Tallinn"), Fields.of("text", "Tartu"));
    assertThat(request.topN()).isEmpty();
    assertThat(request.returnDocuments()).isTrue();
    assertThat(request.rankFields()).isEmpty();
    assertThat(request.parameters().isEmpty()).isTrue();
  }

  @Test
  void aCopyOfARerankingRequestIsComplete() {
    RerankRequest request =
        RerankRequest.builder("bge", "capital")
            .documents(List.of(Fields.of("body", "Tallinn")))
            .topN(1)
            .returnDocuments(false)
            .rankFields("body")
            .truncate(Truncate.END)
            .parameters(Fields.builder().put("max_chunks_per_doc", 7).build())
            .build();

    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().topN(2).build()).isNotEqualTo(request);
    assertThat(request.parameters().asMap())
        .containsEntry("truncate", "END")
        .containsEntry("max_chunks_per_doc", 7.0);
    assertThat(request).hasToString("RerankRequest[bge, documents 1]");
  }

  @Test
  void rerankingNeedsAModelAQueryADocumentAndAPositiveNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankRequest.builder("", "q", "d"))
        .withMessage("model is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankRequest.builder("bge", "", "d"))
        .withMessage("query is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankRequest.builder("bge", "q").build())
        .withMessage("documents are empty, expected at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankRequest.builder("bge", "q", "d").topN(0))
        .withMessageStartingWith("topN is 0, expected 1 to ");
  }

  @Test
  void modelsAreListedByType() {
    assertThat(ListModelsRequest.all()).isEqualTo(ListModelsRequest.builder().build());
    assertThat(ListModelsRequest.of(ModelType.RERANK).type()).contains(ModelType.RERANK);
    assertThat(ListModelsRequest.embedding(VectorType.SPARSE))
        .isEqualTo(
            ListModelsRequest.builder()
                .type(ModelType.EMBED)
                .vectorType(VectorType.SPARSE)
                .build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByName.ofModel(""))
        .withMessage("model is blank");
  }

  @Test
  void anEmbeddingCopiesItsValues() {
    float[] values = {0.5f};
    Embedding embedding = Embedding.dense(values);
    values[0] = 7;
    embedding.values()[0] = 7;

    assertThat(embedding.value(0)).isEqualTo(0.5f);
    assertThat(embedding.sparseValues()).isEmpty();
    assertThat(embedding)
        .isEqualTo(Embedding.dense(new float[] {0.5f}))
        .isNotEqualTo(Embedding.dense(new float[] {0.25f}))
        .hasToString("Embedding[dimension 1, sparse null]");
  }
}
