package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.ControlPlane;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexFamily;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.RecordedRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that classic indexes are created and configured under the API version of each client. */
class ApiVersionIT {
  private static final IndexSpec.Serverless REGION = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final IndexSpec.Byoc BYOC = IndexSpec.byoc("aws-us-east-1-b921");
  private static final ReadCapacity DEDICATED = ReadCapacity.dedicated("b1", 2, 3);
  private static final String NEWEST = "2026-07";

  private EmbeddedPinecone server;
  private Pinelink client;
  private Pinelink newest;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().build();
    newest = server.clientBuilder().apiVersion(NEWEST).build();
  }

  @AfterEach
  void stop() {
    newest.close();
    client.close();
    server.close();
  }

  private IndexDescription create(CreateIndexRequest.Builder request) {
    return newest.controlPlane().createIndex(request.build());
  }

  private String lastVersion() {
    List<RecordedRequest> requests = server.requests();
    Map<String, List<String>> headers = requests.get(requests.size() - 1).headers();
    return Objects.requireNonNull(headers.get("x-pinecone-api-version")).get(0);
  }

  @Test
  void version202607CreatesADenseIndex() {
    IndexDescription made =
        create(
            CreateIndexRequest.builder("docs", REGION.withReadCapacity(DEDICATED))
                .dimension(3)
                .metric(Metric.EUCLIDEAN)
                .tag("team", "search")
                .deletionProtection());

    assertThat(lastVersion()).isEqualTo(NEWEST);
    assertThat(made.family()).contains(IndexFamily.VECTORS);
    assertThat(made.vectorType()).contains(VectorType.DENSE);
    assertThat(made.metric()).contains(Metric.EUCLIDEAN);
    assertThat(made.dimension()).hasValue(3);
    assertThat(made.spec()).isEqualTo(REGION.withReadCapacity(DEDICATED));
    assertThat(made.tags()).containsEntry("team", "search");
    assertThat(made.deletionProtection()).isTrue();
  }

  @Test
  void version202607CreatesASparseIndexAndAnIndexInTheUsersAccount() {
    IndexDescription sparse = create(CreateIndexRequest.builder("words", REGION).sparseVectors());
    IndexDescription byoc =
        create(CreateIndexRequest.builder("own", BYOC.withReadCapacity(DEDICATED)).dimension(3));

    assertThat(sparse.vectorType()).contains(VectorType.SPARSE);
    assertThat(sparse.dimension()).isEmpty();
    assertThat(byoc.spec()).isEqualTo(BYOC.withReadCapacity(DEDICATED));
  }

  @Test
  void anIndexWithTheDotProductAcceptsSparseValuesInEachVersion() {
    CreateIndexRequest.Builder classic =
        CreateIndexRequest.builder("classic", REGION).dimension(2).metric(Metric.DOT_PRODUCT);
    CreateIndexRequest.Builder bySchema =
        CreateIndexRequest.builder("by-schema", REGION).dimension(2).metric(Metric.DOT_PRODUCT);
    client.controlPlane().createIndex(classic.build());
    create(bySchema);

    for (String name : List.of("classic", "by-schema")) {
      Index index = newest.index(name);
      Vector both =
          VectorResponses.vector(
              "a",
              new float[] {1, 2},
              SparseValues.of(new int[] {3}, new float[] {0.5f}),
              Metadata.empty());
      assertThat(index.upsert(List.of(both)).upsertedCount()).isEqualTo(1);
    }
  }

  @Test
  void version202607ChangesTheReadCapacity() {
    create(CreateIndexRequest.builder("docs", REGION).dimension(3));
    create(CreateIndexRequest.builder("own", BYOC.withReadCapacity(DEDICATED)).dimension(3));
    ControlPlane control = newest.controlPlane();
    ReadCapacity more = ReadCapacity.dedicated("t1", 1, 4);

    assertThat(
            control
                .configureIndex(
                    ConfigureIndexRequest.builder("docs").readCapacity(DEDICATED).build())
                .spec())
        .isEqualTo(REGION.withReadCapacity(DEDICATED));
    assertThat(
            control
                .configureIndex(ConfigureIndexRequest.builder("own").byocReadCapacity(more).build())
                .spec())
        .isEqualTo(BYOC.withReadCapacity(more));
  }

  @Test
  void version202607ChangesPods() {
    client
        .controlPlane()
        .createIndex(CreateIndexRequest.dense("pods", 3, IndexSpec.pod("us-east1-gcp", "p1.x1")));

    IndexDescription changed =
        newest
            .controlPlane()
            .configureIndex(
                ConfigureIndexRequest.builder("pods").replicas(2).podType("p1.x2").build());

    assertThat(changed.spec()).isEqualTo(IndexSpec.pod("us-east1-gcp", "p1.x2").withReplicas(2));
  }

  @Test
  void version202607ChangesTheEmbeddingOfAnIndex() {
    newest
        .controlPlane()
        .createIndexForModel(
            CreateIndexForModelRequest.builder(
                    "records", Cloud.AWS, "us-east-1", "multilingual-e5-large", "text")
                .build());

    IndexDescription changed =
        newest
            .controlPlane()
            .configureIndex(
                ConfigureIndexRequest.builder("records")
                    .textField("text")
                    .readParameters(Fields.of("truncate", "NONE"))
                    .build());

    assertThat(changed.embed().orElseThrow().readParameters().string("truncate")).contains("NONE");
  }

  @Test
  void indexesThatVersion202607CannotCreateAreRefusedBeforeTheyAreSent() {
    server.clearRequests();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                create(
                    CreateIndexRequest.builder("pods", IndexSpec.pod("e", "p1.x1")).dimension(3)))
        .withMessageStartingWith("createIndex has no member spec.pod in API version 2026-07");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                create(
                    CreateIndexRequest.builder("copy", REGION.fromCollection("old")).dimension(3)))
        .withMessageContaining("spec.serverless.sourceCollection in API version 2026-07");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void eachRequestIsSentInTheVersionThatFitsItsIndex() {
    ControlPlane control = client.controlPlane();
    control.createIndex(CreateIndexRequest.dense("docs", 1024, REGION));
    assertThat(lastVersion()).isEqualTo("2026-04");
    control.createDocumentIndex(
        CreateDocumentIndexRequest.builder(
                "articles",
                IndexSchema.builder().denseVector("e", 3, Metric.COSINE).build(),
                REGION)
            .build());
    assertThat(lastVersion()).isEqualTo(NEWEST);

    for (String name : List.of("docs", "articles")) {
      IndexDescription changed =
          control.configureIndex(
              ConfigureIndexRequest.builder(name).readCapacity(DEDICATED).build());
      assertThat(lastVersion()).isEqualTo(NEWEST);
      assertThat(changed.spec()).isEqualTo(REGION.withReadCapacity(DEDICATED));
    }
    IndexDescription embedded =
        control.configureIndex(
            ConfigureIndexRequest.builder("docs").embed("multilingual-e5-large", "text").build());
    assertThat(lastVersion()).isEqualTo("2026-04");
    assertThat(embedded.embed()).isPresent();
  }

  @Test
  void bothVersionsDescribeTheSameIndex() {
    create(CreateIndexRequest.builder("docs", REGION).dimension(3).metric(Metric.DOT_PRODUCT));
    try (Pinelink older = server.clientBuilder().apiVersion("2026-04").build()) {
      IndexDescription described = older.controlPlane().describeIndex("docs");

      assertThat(described.metric()).isEqualTo(Optional.of(Metric.DOT_PRODUCT));
      assertThat(described.dimension()).isEqualTo(OptionalInt.of(3));
      assertThat(
              older
                  .controlPlane()
                  .configureIndex(
                      ConfigureIndexRequest.builder("docs").readCapacity(DEDICATED).build())
                  .spec())
          .isEqualTo(REGION.withReadCapacity(DEDICATED));
      assertThat(lastVersion()).isEqualTo("2026-04");
    }
  }
}
