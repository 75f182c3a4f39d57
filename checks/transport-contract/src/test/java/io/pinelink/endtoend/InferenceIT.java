package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Inference;
import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.inference.RankedDocument;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.inference.SupportedParameter;
import io.pinelink.inference.Truncate;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.TextEmbedder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests hosted models, from the public API to the server and back. */
class InferenceIT {
  private static final String DENSE = "multilingual-e5-large";
  private static final String SPARSE = "pinecone-sparse-english-v0";
  private static final String RERANKER = "bge-reranker-v2-m3";

  private static EmbeddedPinecone pinecone;
  private static Pinelink client;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    client = pinecone.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
  }

  @AfterAll
  static void close() {
    client.close();
    pinecone.close();
  }

  private static Inference models() {
    return client.inference();
  }

  @Test
  void denseEmbeddingsOfTextsThatShareWordsAreNear() throws Exception {
    EmbedRequest request =
        EmbedRequest.builder(
                DENSE, "change winter tyres", "winter tyres in december", "mushrooms and rain")
            .inputType(InputType.PASSAGE)
            .build();

    EmbedResponse embedded = models().embed(request);

    assertThat(embedded.model()).isEqualTo(DENSE);
    assertThat(embedded.vectorType()).isEqualTo(VectorType.DENSE);
    assertThat(embedded.totalTokens()).hasValue(10);
    assertThat(embedded.info().requestId()).isPresent();
    List<Embedding> values = embedded.embeddings();
    assertThat(values).hasSize(3).allMatch(embedding -> embedding.dimension() == 1024);
    assertThat(dot(values.get(0), values.get(1)))
        .isGreaterThan(dot(values.get(0), values.get(2)) + 0.3);
    assertThat(models().async().embed(request).get(20, TimeUnit.SECONDS).embeddings())
        .isEqualTo(values);
  }

  private static double dot(Embedding a, Embedding b) {
    double sum = 0;
    for (int i = 0; i < a.dimension(); i++) {
      sum += a.value(i) * b.value(i);
    }
    return sum;
  }

  @Test
  void sparseEmbeddingsKeepTheirUnsignedIndices() {
    EmbedResponse embedded =
        models()
            .embed(
                EmbedRequest.builder(SPARSE, "one two three four five six seven eight", "one", "?")
                    .inputType(InputType.PASSAGE)
                    .parameters(Fields.builder().put("return_tokens", true).build())
                    .build());

    assertThat(embedded.vectorType()).isEqualTo(VectorType.SPARSE);
    Embedding many = embedded.embeddings().get(0);
    assertThat(many.sparseTokens()).hasSize(8).startsWith("one", "two");
    int[] indices = many.sparseValues().orElseThrow().indices();
    assertThat(Arrays.stream(indices)).anyMatch(index -> index < 0);
    assertThat(embedded.embeddings().get(1).sparseValues().orElseThrow().indices())
        .containsExactly(indices[0]);
    assertThat(embedded.embeddings().get(2).sparseValues()).isEmpty();
  }

  @Test
  void documentsAreRankedBestFirst() {
    RerankResponse ranked =
        models()
            .rerank(
                RerankRequest.builder(
                        RERANKER, "capital of Estonia", "Tartu", "Tallinn, the capital")
                    .build());

    assertThat(ranked.model()).contains(RERANKER);
    assertThat(ranked.rerankUnits()).hasValue(1);
    assertThat(ranked.documents()).extracting(RankedDocument::index).containsExactly(1, 0);
    assertThat(ranked.documents().get(0).document())
        .contains(Fields.of("text", "Tallinn, the capital"));
    assertThat(ranked.documents().get(0).score()).isBetween(0.3f, 1f);
  }

  @Test
  void onlyTheBestDocumentsAreReturned() {
    RerankResponse ranked =
        models()
            .rerank(
                RerankRequest.builder(RERANKER, "capital")
                    .documents(List.of(Fields.of("body", "capital"), Fields.of("body", "x")))
                    .rankFields("body")
                    .topN(1)
                    .returnDocuments(false)
                    .truncate(Truncate.END)
                    .build());

    assertThat(ranked.documents())
        .containsExactly(new InferenceResponses.RankedDocumentResult(0, 1, Optional.empty()));
  }

  @Test
  void modelsDescribeTheirParameters() {
    ModelInfo llama = models().describeModel("llama-text-embed-v2");

    assertThat(llama.type()).isEqualTo(ModelType.EMBED);
    assertThat(llama.supportedDimensions()).contains(384, 2048);
    assertThat(llama.defaultDimension()).hasValue(1024);
    assertThat(llama.supportedMetrics()).contains(Metric.DOT_PRODUCT);
    assertThat(llama.maxBatchSize()).hasValue(96);
    assertThat(llama.parameters())
        .filteredOn(SupportedParameter::required)
        .extracting(SupportedParameter::name)
        .containsExactly("input_type");
    assertThat(models().listModels().items())
        .filteredOn(model -> model.model().equals("llama-text-embed-v2"))
        .singleElement()
        .extracting(ModelInfo::parameters)
        .isEqualTo(llama.parameters());
    assertThat(models().listModels(ListModelsRequest.embedding(VectorType.SPARSE)).items())
        .extracting(ModelInfo::model)
        .containsExactly(SPARSE);
  }

  @Test
  void refusalsReportTheProblem() {
    assertThatThrownBy(() -> models().embed(EmbedRequest.builder(DENSE, "a").build()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining("requires the parameter 'input_type'");
    assertThatThrownBy(() -> models().embed(EmbedRequest.builder("word2vec", "a").build()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> models().describeModel("word2vec"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Model word2vec not found.");
  }

  @Test
  void inferenceGoesToTheControlPlaneUnderEveryPolicy() {
    pinecone.clearRequests();

    models().describeModel(DENSE);

    assertThat(models().route().kind()).isEqualTo(Route.Kind.PUBLIC);
    assertThat(pinecone.requests())
        .filteredOn(request -> request.path().startsWith("/models"))
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.listener()).isEqualTo(Listener.CONTROL);
              assertThat(request.authority()).isEqualTo("api.pinecone.io");
            });
  }

  @Test
  void aCustomEmbedderIsUsed() {
    ConcurrentLinkedQueue<TextEmbedder.Text> seen = new ConcurrentLinkedQueue<>();
    TextEmbedder own =
        text -> {
          seen.add(text);
          float[] values = new float[text.dimension()];
          values[0] = text.text().length();
          return Embedding.dense(values);
        };
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().embedder(own).start();
        Pinelink other = server.clientBuilder().build()) {
      EmbedResponse embedded =
          other
              .inference()
              .embed(
                  EmbedRequest.builder("llama-text-embed-v2", "abc")
                      .inputType(InputType.QUERY)
                      .dimension(768)
                      .build());

      assertThat(embedded.embeddings().get(0).value(0)).isEqualTo(3);
      assertThat(seen)
          .containsExactly(
              new TextEmbedder.Text(
                  "abc", "llama-text-embed-v2", VectorType.DENSE, 768, InputType.QUERY));
    }
  }
}
