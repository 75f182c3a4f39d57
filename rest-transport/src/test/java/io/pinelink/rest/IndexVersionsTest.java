package io.pinelink.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestBindings;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.Json;
import io.pinelink.routing.Cloud;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests requests about indexes in the form of the API version that is requested. */
class IndexVersionsTest {
  private static final IndexSpec.Serverless REGION = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final ReadCapacity DEDICATED = ReadCapacity.dedicated("b1", 2, 3);
  private static final String CAPACITY =
      "'read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'b1','scaling':'Manual',"
          + "'manual':{'shards':2,'replicas':3}}}";
  private static final String MANAGED =
      "'deployment':{'deployment_type':'managed','cloud':'aws','region':'us-east-1'}";

  private static <Q> String body(Operation<Q, ?> operation, Q request, String version)
      throws IOException {
    RestBinding<Q, ?> row = Objects.requireNonNull(RestBindings.find(operation));
    var body = Objects.requireNonNull(row.encoder().encode(request, "", version).body());
    byte[] bytes = Bodies.bytesOf(Json.write(body, new ChunkPool()));
    return new String(bytes, UTF_8).replace('"', '\'');
  }

  private static String created(CreateIndexRequest.Builder request, String version)
      throws IOException {
    return body(ControlOperations.CREATE_INDEX, request.build(), version);
  }

  private static String configured(ConfigureIndexRequest.Builder request, String version)
      throws IOException {
    return body(ControlOperations.CONFIGURE_INDEX, request.build(), version);
  }

  @Test
  void aDenseIndexHasAFieldOfDenseValues() throws IOException {
    assertThat(
            created(
                CreateIndexRequest.builder("docs", REGION.withReadCapacity(DEDICATED)).dimension(3),
                "2026-07"))
        .isEqualTo(
            "{'name':'docs','schema':{'fields':{'_values':{'type':'dense_vector','dimension':3,"
                + "'metric':'cosine'}}},"
                + MANAGED
                + ","
                + CAPACITY
                + ",'deletion_protection':'disabled'}");
  }

  @Test
  void aSparseIndexAndOneWithTheDotProductHaveAFieldOfSparseValues() throws IOException {
    assertThat(created(CreateIndexRequest.builder("docs", REGION).sparseVectors(), "2026-07"))
        .startsWith(
            "{'name':'docs','schema':{'fields':{'_sparse_values':{'type':'sparse_vector'}}},");
    assertThat(
            created(
                CreateIndexRequest.builder("docs", REGION).dimension(3).metric(Metric.DOT_PRODUCT),
                "2026-07"))
        .contains(
            "'_values':{'type':'dense_vector','dimension':3,'metric':'dotproduct'},"
                + "'_sparse_values':{'type':'sparse_vector'}");
  }

  @Test
  void earlierVersionsHaveASpec() throws IOException {
    for (String version : new String[] {"2025-10", "2026-04"}) {
      assertThat(created(CreateIndexRequest.builder("docs", REGION).dimension(3), version))
          .contains("'dimension':3", "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}")
          .doesNotContain("schema", "deployment");
    }
  }

  @Test
  void aChangeOfReadCapacityIsBesideTheDeployment() throws IOException {
    ConfigureIndexRequest.Builder serverless =
        ConfigureIndexRequest.builder("docs").readCapacity(DEDICATED);
    assertThat(configured(serverless, "2026-07")).isEqualTo("{" + CAPACITY + "}");
    assertThat(configured(serverless, "2026-04"))
        .isEqualTo("{'spec':{'serverless':{" + CAPACITY + "}}}");
    ConfigureIndexRequest.Builder byoc =
        ConfigureIndexRequest.builder("docs").byocReadCapacity(DEDICATED);
    assertThat(configured(byoc, "2026-07")).isEqualTo("{" + CAPACITY + "}");
    assertThat(configured(byoc, "2026-04")).isEqualTo("{'spec':{'byoc':{" + CAPACITY + "}}}");
  }

  @Test
  void aChangeOfPodsIsInTheDeployment() throws IOException {
    ConfigureIndexRequest.Builder pods =
        ConfigureIndexRequest.builder("docs").replicas(2).podType("p1.x2").tag("team", "a");
    assertThat(configured(pods, "2026-07"))
        .isEqualTo("{'tags':{'team':'a'},'deployment':{'replicas':2,'pod_type':'p1.x2'}}");
    assertThat(configured(pods, "2026-04"))
        .isEqualTo("{'tags':{'team':'a'},'spec':{'pod':{'replicas':2,'pod_type':'p1.x2'}}}");
  }

  @Test
  void aChangeOfEmbeddingIsInTheFieldOfTheText() throws IOException {
    ConfigureIndexRequest.Builder embedding =
        ConfigureIndexRequest.builder("docs")
            .embed("m", "text")
            .readParameters(Fields.of("truncate", "END"))
            .writeParameters(Fields.of("truncate", "NONE"));
    assertThat(configured(embedding, "2026-07"))
        .isEqualTo(
            "{'schema':{'fields':{'text':{'type':'semantic_text','model':'m',"
                + "'read_parameters':{'truncate':'END'},'write_parameters':{'truncate':'NONE'}}}}}");
    assertThat(configured(embedding, "2026-04")).startsWith("{'embed':{'model':'m',");
  }

  @Test
  void aTextIsNotStoredIfTheSchemaDeclinesIt() throws IOException {
    IndexSchema schema =
        IndexSchema.builder()
            .embeddedTextWithoutStorage("body", FieldEmbedding.ofModel("m"))
            .build();
    assertThat(
            body(
                ControlOperations.CREATE_DOCUMENT_INDEX,
                CreateDocumentIndexRequest.builder("docs", schema, REGION).build(),
                "2026-07"))
        .contains("'body':{'type':'string','embed':{'model':'m'},'store_text':false}");
    assertThat(
            body(
                ControlOperations.CREATE_DOCUMENT_INDEX,
                CreateDocumentIndexRequest.builder(
                        "docs", IndexSchema.builder().embeddedText("body").build(), REGION)
                    .build(),
                "2026-07"))
        .contains("'body':{'type':'string','embed':{}}");
  }
}
