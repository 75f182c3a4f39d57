package io.pinelink.rest.codec;

import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.InferenceOperations.DESCRIBE_MODEL;
import static io.pinelink.spi.InferenceOperations.EMBED;
import static io.pinelink.spi.InferenceOperations.LIST_MODELS;
import static io.pinelink.spi.InferenceOperations.RERANK;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.inference.Truncate;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.VectorType;
import io.pinelink.rest.Calls;
import io.pinelink.rest.LoopbackServer;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.rest.RestTransport;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ByName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosted models, from the model to the wire and back. */
class InferenceCodecTest {
  private static final EmbedRequest EMBEDDING = EmbedRequest.builder("e5", "a").build();
  private static final RerankRequest RANKING = RerankRequest.builder("bge", "q", "d").build();
  private static final String LEAST = "'model':'m','type':'embed'";

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void embedPostsModelParametersAndTexts() throws Exception {
    answer(
        "{'model':'multilingual-e5-large','vector_type':'dense','data':["
            + "{'vector_type':'dense','values':[0.013,-0.044]},"
            + "{'values':['1e-3',2],'vector_type':'dense'}],'usage':{'total_tokens':6}}");

    EmbedResponse embedded =
        call(
            EMBED,
            EmbedRequest.builder("multilingual-e5-large", "Tere \"hommikust\"", "")
                .inputType(InputType.PASSAGE)
                .truncate(Truncate.END)
                .dimension(384)
                .build());

    assertThat(embedded.model()).isEqualTo("multilingual-e5-large");
    assertThat(embedded.vectorType()).isEqualTo(VectorType.DENSE);
    assertThat(embedded.embeddings())
        .containsExactly(
            Embedding.dense(new float[] {0.013f, -0.044f}),
            Embedding.dense(new float[] {1e-3f, 2}));
    assertThat(embedded.totalTokens()).hasValue(6);
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /embed");
    assertThat(sent.headers().get("content-type")).isEqualTo("application/json");
    assertThat(sent.body())
        .isEqualTo(
            "{\"model\":\"multilingual-e5-large\",\"parameters\":{\"input_type\":\"passage\","
                + "\"truncate\":\"END\",\"dimension\":384},"
                + "\"inputs\":[{\"text\":\"Tere \\\"hommikust\\\"\"},{\"text\":\"\"}]}");
  }

  @Test
  void sparseEmbeddingsHaveUnsignedIndicesAndMaybeTokens() throws Exception {
    answer(
        "{'model':'pinecone-sparse-english-v0','vector_type':'sparse','data':["
            + "{'vector_type':'sparse','sparse_indices':[822745112,3409823411],"
            + "'sparse_values':[1.2,0.7],'sparse_tokens':['good','morning']},"
            + "{'vector_type':'sparse','sparse_indices':[4294967295],'sparse_values':[1]},"
            + "{'vector_type':'sparse','sparse_indices':[],'sparse_values':[],"
            + "'sparse_tokens':null}],'usage':{'total_tokens':2}}");

    EmbedResponse embedded = call(EMBED, EMBEDDING);

    assertThat(embedded.vectorType()).isEqualTo(VectorType.SPARSE);
    assertThat(embedded.embeddings())
        .containsExactly(
            Embedding.sparse(
                SparseValues.of(new long[] {822745112L, 3409823411L}, new float[] {1.2f, 0.7f}),
                List.of("good", "morning")),
            Embedding.sparse(SparseValues.of(new long[] {4294967295L}, new float[] {1}), List.of()),
            Embedding.sparse(null, List.of()));
    assertThat(server.next().body()).isEqualTo("{\"model\":\"e5\",\"inputs\":[{\"text\":\"a\"}]}");
  }

  @Test
  void theKindOfEmbeddingIsInferredIfMissing() throws Exception {
    answer("{'model':'m','data':[{'sparse_indices':[1],'sparse_values':[2]}],'new':[{}]}");
    EmbedResponse sparse = call(EMBED, EMBEDDING);
    assertThat(sparse.vectorType()).isEqualTo(VectorType.SPARSE);
    assertThat(sparse.embeddings().get(0).sparseValues())
        .contains(SparseValues.of(new int[] {1}, new float[] {2}));
    assertThat(sparse.totalTokens()).isEmpty();

    answer("{'model':'m','data':[{'values':[2]}],'usage':null}");
    EmbedResponse dense = call(EMBED, EMBEDDING);
    assertThat(dense.vectorType()).isEqualTo(VectorType.DENSE);
    assertThat(dense.embeddings()).containsExactly(Embedding.dense(new float[] {2}));

    answer("{'model':'m','vector_type':'multi','data':[{'vector_type':'multi','values':[2]}]}");
    assertThat(call(EMBED, EMBEDDING).vectorType()).isEqualTo(new VectorType("multi"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':[]} | member 'model' is missing",
        "{'model':'m','data':[{'sparse_indices':[4294967296]}]} |"
            + " expected an integer from 0 to 4294967295",
        "{'model':'m','data':[{'sparse_indices':[-1]}]} |"
            + " expected an integer from 0 to 4294967295",
        "{'model':'m','data':[{'sparse_indices':[1,2],'sparse_values':[1]}]} |"
            + " the body is not valid JSON for this operation",
        "{'model':'m','data':[{'values':[true]}]} | is a boolean, expected a number",
      })
  void anInvalidEmbeddingIsMalformed(String json, String message) throws Exception {
    answer(json);

    assertThat(failureOf(transport.call(EMBED, EMBEDDING, context(route))))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rerankPostsDocumentsOfAnyMembers() throws Exception {
    answer(
        "{'model':'bge-reranker-v2-m3','data':[{'index':1,'score':0.98,"
            + "'document':{'id':'a','text':'Tallinn','year':1219}},"
            + "{'index':0,'score':'0.5'}],'usage':{'rerank_units':1}}");

    RerankResponse ranked =
        call(
            RERANK,
            RerankRequest.builder("bge-reranker-v2-m3", "capital")
                .documents(
                    List.of(
                        Fields.of("body", "Tartu"),
                        Fields.builder().put("body", "Tallinn").put("n", 1).putNull("x").build()))
                .topN(2)
                .returnDocuments(false)
                .rankFields("body")
                .truncate(Truncate.NONE)
                .build());

    assertThat(ranked.model()).contains("bge-reranker-v2-m3");
    assertThat(ranked.documents())
        .containsExactly(
            new InferenceResponses.RankedDocumentResult(
                1,
                0.98f,
                Optional.of(
                    Fields.builder()
                        .put("id", "a")
                        .put("text", "Tallinn")
                        .put("year", 1219)
                        .build())),
            new InferenceResponses.RankedDocumentResult(0, 0.5f, Optional.empty()));
    assertThat(ranked.rerankUnits()).hasValue(1);
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /rerank");
    assertThat(sent.body())
        .isEqualTo(
            "{\"model\":\"bge-reranker-v2-m3\",\"query\":\"capital\",\"documents\":["
                + "{\"body\":\"Tartu\"},{\"body\":\"Tallinn\",\"n\":1,\"x\":null}],\"top_n\":2,"
                + "\"return_documents\":false,\"rank_fields\":[\"body\"],"
                + "\"parameters\":{\"truncate\":\"NONE\"}}");
  }

  @Test
  void plainTextsAreWrappedAndDefaultsAreLeftToTheService() throws Exception {
    answer("{'data':[{'index':0,'score':1,'document':null}]}");

    RerankResponse ranked = call(RERANK, RANKING);

    assertThat(ranked.model()).isEmpty();
    assertThat(ranked.documents())
        .containsExactly(new InferenceResponses.RankedDocumentResult(0, 1, Optional.empty()));
    assertThat(ranked.rerankUnits()).isEmpty();
    assertThat(server.next().body())
        .isEqualTo(
            "{\"model\":\"bge\",\"query\":\"q\",\"documents\":[{\"text\":\"d\"}],"
                + "\"return_documents\":true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':[{'score':1}]} | member 'data.index' is missing",
        "{'data':[{'index':0}]} | member 'data.score' is missing",
        "{'data':[{'index':0.5,'score':1}]} | expected a 32-bit integer",
      })
  void anInvalidRankingIsMalformed(String json, String message) throws Exception {
    answer(json);

    assertThat(failureOf(transport.call(RERANK, RANKING, context(route))))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(message);
  }

  @Test
  void modelsAreListedWithTheFiltersGiven() throws Exception {
    answer("{'models':[{" + LEAST + "}],'new':1}");

    ListResponse<ModelInfo> models = call(LIST_MODELS, ListModelsRequest.all());

    assertThat(models.items())
        .containsExactly(ModelInfo.builder("m", ModelType.EMBED, models.info()).build());
    call(LIST_MODELS, ListModelsRequest.of(ModelType.RERANK));
    call(LIST_MODELS, ListModelsRequest.embedding(VectorType.SPARSE));
    call(LIST_MODELS, ListModelsRequest.builder().vectorType(new VectorType("a b")).build());
    assertThat(server.next().line()).isEqualTo("GET /models");
    assertThat(server.next().line()).isEqualTo("GET /models?type=rerank");
    assertThat(server.next().line()).isEqualTo("GET /models?type=embed&vector_type=sparse");
    assertThat(server.next().line()).isEqualTo("GET /models?vector_type=a%20b");
  }

  @Test
  void aModelIsDescribedInFull() throws Exception {
    answer(
        "{'model':'llama/2','short_description':'Dense.','type':'embed','vector_type':'dense',"
            + "'default_dimension':1024,'modality':'text','max_sequence_length':2048,"
            + "'max_batch_size':'96','provider_name':'NVIDIA',"
            + "'supported_dimensions':[384,1024],'supported_metrics':['Cosine','DotProduct'],"
            + "'supported_parameters':["
            + "{'parameter':'input_type','type':'one_of','value_type':'string','required':true,"
            + "'allowed_values':['query','passage']},"
            + "{'parameter':'dimension','type':'one_of','value_type':'integer','required':false,"
            + "'allowed_values':[384,1024],'default':1024},"
            + "{'parameter':'chunks','type':'numeric_range','value_type':'integer',"
            + "'min':1,'max':3072,'default':3072},"
            + "{'parameter':'return_tokens','type':'any','value_type':'boolean','default':false},"
            + "{'parameter':'new','type':'regex','value_type':'text','default':{'a':[1]}}]}");

    ModelInfo model = call(DESCRIBE_MODEL, ByName.ofModel("llama/2"));

    assertThat(server.next().line()).isEqualTo("GET /models/llama%2F2");
    assertThat(model.model()).isEqualTo("llama/2");
    assertThat(model.description()).isEqualTo("Dense.");
    assertThat(model.type()).isEqualTo(ModelType.EMBED);
    assertThat(model.vectorType()).contains(VectorType.DENSE);
    assertThat(model.defaultDimension()).hasValue(1024);
    assertThat(model.modality()).contains("text");
    assertThat(model.maxSequenceLength()).hasValue(2048);
    assertThat(model.maxBatchSize()).hasValue(96);
    assertThat(model.provider()).contains("NVIDIA");
    assertThat(model.supportedDimensions()).containsExactly(384, 1024);
    assertThat(model.supportedMetrics()).containsExactly(Metric.COSINE, Metric.DOT_PRODUCT);
    assertThat(model.parameters().subList(0, 4))
        .containsExactly(
            new InferenceResponses.SupportedParameterResult(
                "input_type",
                "one_of",
                "string",
                true,
                List.of("query", "passage"),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty()),
            new InferenceResponses.SupportedParameterResult(
                "dimension",
                "one_of",
                "integer",
                false,
                List.of(384.0, 1024.0),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(1024.0)),
            new InferenceResponses.SupportedParameterResult(
                "chunks",
                "numeric_range",
                "integer",
                false,
                List.of(),
                OptionalDouble.of(1.0),
                OptionalDouble.of(3072.0),
                Optional.of(3072.0)),
            new InferenceResponses.SupportedParameterResult(
                "return_tokens",
                "any",
                "boolean",
                false,
                List.of(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(false)));
    assertThat(model.parameters().get(4).type()).isEqualTo("regex");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{LEAST}",
        "{LEAST,'vector_type':null,'default_dimension':null,'modality':null,"
            + "'max_sequence_length':null,'max_batch_size':null,'provider_name':null,"
            + "'supported_dimensions':null,'supported_metrics':null,'supported_parameters':null}",
        "{'new':{'a':[1]},LEAST,'other':2}",
      })
  void optionalMembersMayBeMissing(String json) throws Exception {
    answer(json.replace("LEAST", LEAST));

    ModelInfo model = call(DESCRIBE_MODEL, ByName.ofModel("m"));

    assertThat(model).isEqualTo(ModelInfo.builder("m", ModelType.EMBED, model.info()).build());
  }

  @Test
  void anUnknownModelIsNotFound() throws Exception {
    server.answering(
        404,
        "{\"status\":404,\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"Model m not found.\"}}");

    assertThat(failureOf(transport.call(DESCRIBE_MODEL, ByName.ofModel("m"), context(route))))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("describeModel")
        .hasMessageContaining("Model m not found.");
  }

  private void answer(String json) {
    server.answering(200, json.replace('\'', '"'));
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request) throws Exception {
    return resultOf(transport.call(operation, request, context(route)));
  }
}
