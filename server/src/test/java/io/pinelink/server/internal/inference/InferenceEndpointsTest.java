package io.pinelink.server.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.inference.Embedding;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.TestClients;
import io.pinelink.server.TestClients.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests hosted models as clients in any language see them. */
class InferenceEndpointsTest {
  private static EmbeddedPinecone pinecone;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
  }

  @AfterAll
  static void close() {
    pinecone.close();
  }

  private static Response call(EmbeddedPinecone server, String method, String path, String body) {
    try (TestClients clients = new TestClients(server)) {
      return clients.http(
          Listener.CONTROL,
          "api.pinecone.io",
          method,
          path,
          EmbeddedPinecone.API_KEY,
          body.replace('\'', '"'));
    }
  }

  private static Response post(String path, String body) {
    return call(pinecone, "POST", path, body);
  }

  private static String inputs(int count, String text) {
    return ("{'text':'" + text + "'},").repeat(count - 1) + "{'text':'" + text + "'}";
  }

  @Test
  void denseEmbeddingsComeInOrderWithUsage() {
    Response response =
        post(
            "/embed",
            "{'model':'multilingual-e5-large','parameters':{'input_type':'passage'},"
                + "'inputs':[{'text':'Tere hommikust'},{'text':'Tere'}]}");

    assertThat(response.status()).isEqualTo(200);
    JsonNode body = response.json();
    assertThat(body.path("model").textValue()).isEqualTo("multilingual-e5-large");
    assertThat(body.path("vector_type").textValue()).isEqualTo("dense");
    assertThat(body.path("data")).hasSize(2);
    assertThat(body.at("/data/0/vector_type").textValue()).isEqualTo("dense");
    assertThat(body.at("/data/0/values")).hasSize(1024);
    assertThat(body.at("/data/1/values")).isNotEqualTo(body.at("/data/0/values"));
    assertThat(body.at("/usage/total_tokens").intValue()).isEqualTo(3);
  }

  @Test
  void aSparseEmbeddingReturnsItsTokensOnRequest() {
    String request =
        "{'model':'pinecone-sparse-english-v0','inputs':[{'text':'good morning'}],"
            + "'parameters':{'input_type':'query'MORE}}";

    JsonNode without = post("/embed", request.replace("MORE", "")).json();
    JsonNode with = post("/embed", request.replace("MORE", ",'return_tokens':true")).json();

    assertThat(without.at("/data/0").has("sparse_tokens")).isFalse();
    assertThat(with.at("/data/0/sparse_tokens").toString()).isEqualTo("[\"good\",\"morning\"]");
    assertThat(with.at("/data/0/sparse_values").toString()).isEqualTo("[1.0,1.0]");
    assertThat(with.at("/data/0/sparse_indices"))
        .hasSize(2)
        .allMatch(index -> index.longValue() >= 0 && index.longValue() <= 4294967295L);
    assertThat(with.at("/data/0").has("values")).isFalse();
  }

  @Test
  void aModelWithSeveralSizesUsesTheRequestedOne() {
    assertThat(
            post(
                    "/embed",
                    "{'model':'llama-text-embed-v2','inputs':[{'text':'a'}],"
                        + "'parameters':{'input_type':'query','dimension':384}}")
                .json()
                .at("/data/0/values"))
        .hasSize(384);
  }

  @Test
  void longTextsAreTruncatedOrRefusedAsRequested() {
    String request =
        "{'model':'multilingual-e5-large','inputs':[{'text':'"
            + "x ".repeat(508)
            + "'}],"
            + "'parameters':{'input_type':'query'MORE}}";

    assertThat(post("/embed", request.replace("MORE", "")).json().at("/usage/total_tokens").asInt())
        .isEqualTo(507);
    Response refused = post("/embed", request.replace("MORE", ",'truncate':'NONE'"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/error/message").textValue())
        .contains("508 tokens", "limit of 507");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | INVALID_ARGUMENT | {'model':'multilingual-e5-large','inputs':[],"
            + "'parameters':{'input_type':'query'}} | Must specify at least one input",
        "400 | INVALID_ARGUMENT | {'model':'multilingual-e5-large','inputs':[{'text':'a'}]} |"
            + " Model 'multilingual-e5-large' requires the parameter 'input_type'",
        "400 | INVALID_ARGUMENT | {'model':'multilingual-e5-large','inputs':[{'text':'a'}],"
            + "'parameters':{'input_type':'poem'}} | cannot be \"poem\"",
        "400 | INVALID_ARGUMENT | {'model':'multilingual-e5-large','inputs':[{'text':'a'}],"
            + "'parameters':{'input_type':'query','dimension':384}} | is unknown to model",
        "400 | INVALID_ARGUMENT | {'model':'llama-text-embed-v2','inputs':[{'text':'a'}],"
            + "'parameters':{'input_type':'query','dimension':385}} | cannot be 385",
        "400 | INVALID_ARGUMENT | {'model':'multilingual-e5-large','inputs':[INPUTS],"
            + "'parameters':{'input_type':'query'}} | 97 inputs, which exceeds the limit of 96",
        "400 | INVALID_ARGUMENT | {'model':'bge-reranker-v2-m3','inputs':[{'text':'a'}]} |"
            + " does not embed",
        "400 | INVALID_ARGUMENT | {'inputs':[{'text':'a'}]} | missing field `model`",
        "400 | INVALID_ARGUMENT | {'model':'multilingual-e5-large','inputs':[{}],"
            + "'parameters':{'input_type':'query'}} | missing field `inputs[0].text`",
        "400 | INVALID_ARGUMENT | {'model':'multilingual-e5-large','inputs':['a']} |"
            + " expected an object",
        "400 | INVALID_ARGUMENT | no JSON | as JSON",
        "404 | NOT_FOUND | {'model':'word2vec','inputs':[{'text':'a'}]} |"
            + " Model word2vec not found.",
      })
  void invalidEmbedRequestsAreRefused(int status, String code, String body, String message) {
    assertRefused(post("/embed", body.replace("INPUTS", inputs(97, "a"))), status, code, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | INVALID_ARGUMENT | {'model':'bge-reranker-v2-m3','query':'q','documents':[]} |"
            + " At least one document is required",
        "400 | INVALID_ARGUMENT | {'model':'bge-reranker-v2-m3','documents':[{'text':'a'}]} |"
            + " missing field `query`",
        "400 | INVALID_ARGUMENT | {'model':'bge-reranker-v2-m3','query':'q',"
            + "'documents':[{'body':'a'}]} | field 'text' not found in document at index 0",
        "400 | INVALID_ARGUMENT | {'model':'bge-reranker-v2-m3','query':'q','top_n':0,"
            + "'documents':[{'text':'a'}]} | top_n must be at least 1",
        "400 | INVALID_ARGUMENT | {'model':'multilingual-e5-large','query':'q',"
            + "'documents':[{'text':'a'}]} | does not rerank",
        "404 | NOT_FOUND | {'model':'nobody','query':'q','documents':[{'text':'a'}]} |"
            + " Model nobody not found.",
      })
  void invalidRerankRequestsAreRefused(int status, String code, String body, String message) {
    assertRefused(post("/rerank", body), status, code, message);
  }

  private static void assertRefused(Response response, int status, String code, String message) {
    assertThat(response.status()).isEqualTo(status);
    JsonNode body = response.json();
    assertThat(body.path("status").intValue()).isEqualTo(status);
    assertThat(body.at("/error/code").textValue()).isEqualTo(code);
    assertThat(body.at("/error/message").textValue()).contains(message);
  }

  @Test
  void rerankReturnsDocumentsUnlessDisabled() {
    String request =
        "{'model':'bge-reranker-v2-m3','query':'capital','top_n':1,MORE'documents':["
            + "{'id':'b','text':'Tartu'},{'id':'a','text':'The capital','n':1,'x':[null]}]}";

    JsonNode with = post("/rerank", request.replace("MORE", "")).json();
    JsonNode without = post("/rerank", request.replace("MORE", "'return_documents':false,")).json();

    assertThat(with.path("data")).hasSize(1);
    assertThat(with.at("/data/0/index").intValue()).isEqualTo(1);
    assertThat(with.at("/data/0/document").toString())
        .isEqualTo("{\"id\":\"a\",\"text\":\"The capital\",\"n\":1,\"x\":[null]}");
    assertThat(with.at("/usage/rerank_units").intValue()).isEqualTo(1);
    assertThat(without.at("/data/0").has("document")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 6",
    "?type=embed, 3",
    "?type=rerank, 3",
    "?vector_type=dense, 2",
    "?type=embed&vector_type=sparse, 1",
    "?type=rerank&vector_type=sparse, 0",
  })
  void modelsAreListedByTypeAndVectorType(String query, int count) {
    assertThat(call(pinecone, "GET", "/models" + query, "").json().path("models")).hasSize(count);
  }

  @Test
  void anUnknownTypeOrModelIsRefused() {
    assertRefused(
        call(pinecone, "GET", "/models?type=poet", ""),
        400,
        "INVALID_ARGUMENT",
        "type must be one of [embed, rerank], got 'poet'");
    assertRefused(
        call(pinecone, "GET", "/models/nobody", ""), 404, "NOT_FOUND", "Model nobody not found.");
  }

  @Test
  void aModelIsDescribedInFull() {
    assertThat(call(pinecone, "GET", "/models/llama-text-embed-v2", "").body())
        .isEqualTo(
            ("{'model':'llama-text-embed-v2','short_description':'A dense model for retrieval in"
                    + " many languages and of long documents','type':'embed',"
                    + "'vector_type':'dense','default_dimension':1024,"
                    + "'supported_dimensions':[384,512,768,1024,2048],'modality':'text',"
                    + "'max_sequence_length':2048,'max_batch_size':96,'provider_name':'NVIDIA',"
                    + "'supported_metrics':['cosine','dotproduct'],'supported_parameters':["
                    + "{'parameter':'input_type','type':'one_of','value_type':'string',"
                    + "'required':true,'allowed_values':['query','passage']},"
                    + "{'parameter':'truncate','type':'one_of','value_type':'string',"
                    + "'required':false,'allowed_values':['END','NONE','START'],"
                    + "'default':'END'},"
                    + "{'parameter':'dimension','type':'one_of','value_type':'integer',"
                    + "'required':false,'allowed_values':[1024,384,512,768,2048],"
                    + "'default':1024}]}")
                .replace('\'', '"'));
    JsonNode reranker = call(pinecone, "GET", "/models/cohere-rerank-3.5", "").json();
    assertThat(reranker.has("vector_type")).isFalse();
    assertThat(reranker.has("supported_metrics")).isFalse();
    assertThat(reranker.at("/supported_parameters/0/max").intValue()).isEqualTo(3072);
  }

  @Test
  void aCustomEmbedderReplacesTheEmbeddings() {
    float[] constant = new float[1024];
    constant[7] = 1;
    try (EmbeddedPinecone server =
        EmbeddedPinecone.builder().embedder(text -> Embedding.dense(constant)).start()) {
      JsonNode embedded =
          call(
                  server,
                  "POST",
                  "/embed",
                  "{'model':'multilingual-e5-large','inputs':[{'text':'a'},{'text':'b'}],"
                      + "'parameters':{'input_type':'query'}}")
              .json();

      assertThat(embedded.at("/data/0/values/7").intValue()).isEqualTo(1);
      assertThat(embedded.at("/data/1/values")).isEqualTo(embedded.at("/data/0/values"));
    }
  }

  @Test
  void aFaultyCustomEmbedderIsAServerError() {
    try (EmbeddedPinecone server =
        EmbeddedPinecone.builder().embedder(text -> Embedding.dense(new float[] {1})).start()) {
      Response response =
          call(
              server,
              "POST",
              "/embed",
              "{'model':'multilingual-e5-large','inputs':[{'text':'a'}],"
                  + "'parameters':{'input_type':'query'}}");

      assertRefused(response, 500, "INTERNAL", "returned 1 dense values for multilingual-e5-large");
    }
  }
}
