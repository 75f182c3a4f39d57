package io.pinelink.internal.waiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.IndexStatus;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.ReadCapacity;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Fields;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RequestedShapeTest {
  private static final ResponseInfo INFO =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          Protocol.REST,
          1);
  private static final IndexSpec.Serverless REGION = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final IndexSpec.Pod POD = IndexSpec.pod("us-east1-gcp", "p1.x1");

  private static IndexDescription.Builder described(Metric metric, IndexSpec spec) {
    IndexStatus ready = new ControlResponses.IndexStatusResult(true, "Ready");
    return IndexDescription.builder("docs", ready, spec, INFO)
        .metric(metric)
        .vectorType(VectorType.DENSE);
  }

  private static List<String> differences(CreateIndexRequest expected, IndexDescription i) {
    return RequestedShape.of(expected).differences(i);
  }

  private static IntegratedEmbedding embedding(String model) {
    return new ControlResponses.IntegratedEmbeddingResult(
        model,
        Optional.of(Metric.COSINE),
        OptionalInt.of(1_024),
        VectorType.DENSE,
        Map.of("text", "chunk"),
        Fields.empty(),
        Fields.empty());
  }

  private static CreateIndexForModelRequest.Builder forModel(String model) {
    return CreateIndexForModelRequest.builder("docs", Cloud.AWS, "us-east-1", model, "body");
  }

  @Test
  void allFieldsThatDifferAreListedWithBothValues() {
    IndexDescription sparse =
        described(Metric.DOT_PRODUCT, IndexSpec.serverless(Cloud.GCP, "us-central1"))
            .vectorType(VectorType.SPARSE)
            .build();

    assertThat(differences(CreateIndexRequest.dense("docs", 3, REGION), sparse))
        .containsExactly(
            "vector type is sparse, expected dense",
            "dimension is none, expected 3",
            "metric is dotproduct, expected cosine",
            "cloud is gcp, expected aws",
            "region is us-central1, expected us-east-1");
  }

  @Test
  void theSameShapeHasNoDifferences() {
    IndexDescription dense = described(Metric.COSINE, REGION).dimension(3).build();
    IndexDescription sparse =
        described(Metric.DOT_PRODUCT, REGION).vectorType(VectorType.SPARSE).build();

    assertThat(differences(CreateIndexRequest.dense("docs", 3, REGION), dense)).isEmpty();
    assertThat(differences(CreateIndexRequest.sparse("docs", REGION), sparse)).isEmpty();
  }

  @Test
  void caseIsIgnored() {
    IndexDescription index = described(Metric.COSINE, REGION).dimension(3).build();
    IndexSpec loud = IndexSpec.serverless(new Cloud("AWS"), "US-EAST-1");

    assertThat(differences(CreateIndexRequest.dense("docs", 3, loud), index)).isEmpty();
  }

  @Test
  void changeableSettingsAreIgnored() {
    IndexSpec spec =
        REGION
            .withReadCapacity(ReadCapacity.dedicated("b1", 2, 2))
            .withSchema(MetadataSchema.of("lang"));
    IndexDescription index =
        described(Metric.COSINE, REGION)
            .dimension(3)
            .deletionProtection(true)
            .tags(Map.of("a", "1"))
            .embed(embedding("e5"))
            .build();
    IndexDescription pods = described(Metric.COSINE, POD.withReplicas(3)).dimension(3).build();

    assertThat(
            differences(
                CreateIndexRequest.builder("docs", spec).dimension(3).tag("b", "2").build(), index))
        .isEmpty();
    assertThat(differences(CreateIndexRequest.dense("docs", 3, POD), pods)).isEmpty();
  }

  @Test
  void aDocumentIndexWithTheSameDenseFieldDiffers() {
    IndexDescription documents =
        described(Metric.COSINE, REGION)
            .dimension(3)
            .schema(IndexSchema.builder().denseVector("embedding", 3, Metric.COSINE).build())
            .build();
    IndexDescription vectors =
        described(Metric.COSINE, REGION)
            .dimension(3)
            .schema(IndexSchema.builder().denseVector("_values", 3, Metric.COSINE).build())
            .build();

    assertThat(differences(CreateIndexRequest.dense("docs", 3, REGION), documents))
        .containsExactly("index is for documents, expected vectors");
    assertThat(differences(CreateIndexRequest.dense("docs", 3, REGION), vectors)).isEmpty();
    assertThat(RequestedShape.of(forModel("e5").build()).differences(documents))
        .containsExactly(
            "index is for documents, expected records", "embedding model is none, expected e5");
  }

  @Test
  void differentKindsOfSpecAreListedByTheirKindOnly() {
    IndexDescription pod = described(Metric.COSINE, POD).dimension(3).build();
    IndexDescription unknown =
        described(Metric.COSINE, new IndexSpec.Other("quantum")).dimension(3).build();
    IndexSpec byoc = IndexSpec.byoc("us-east1-gcp");

    assertThat(differences(CreateIndexRequest.dense("docs", 3, REGION), pod))
        .containsExactly("spec is pod, expected serverless");
    assertThat(differences(CreateIndexRequest.dense("docs", 3, byoc), pod))
        .containsExactly("spec is pod, expected byoc");
    assertThat(differences(CreateIndexRequest.dense("docs", 3, POD), unknown))
        .containsExactly("spec is quantum, expected pod");
  }

  @Test
  void environmentsAreCompared() {
    IndexDescription pod = described(Metric.COSINE, POD).dimension(3).build();
    IndexDescription byoc = described(Metric.COSINE, IndexSpec.byoc("a")).dimension(3).build();

    assertThat(
            differences(
                CreateIndexRequest.dense("docs", 3, IndexSpec.pod("eu-west1-gcp", "s1.x1")), pod))
        .containsExactly("environment is us-east1-gcp, expected eu-west1-gcp");
    assertThat(differences(CreateIndexRequest.dense("docs", 3, IndexSpec.byoc("b")), byoc))
        .containsExactly("environment is a, expected b");
  }

  @Test
  void anIndexForAModelIsComparedByModelAndPlaceAndByWhatTheRequestHas() {
    IndexDescription index =
        described(Metric.COSINE, REGION).dimension(1_024).embed(embedding("e5")).build();
    IndexDescription plain = described(Metric.COSINE, REGION).dimension(1_024).build();

    assertThat(RequestedShape.of(forModel("e5").build()).differences(index)).isEmpty();
    assertThat(RequestedShape.of(forModel("e5").build()).differences(plain))
        .containsExactly("embedding model is none, expected e5");
    assertThat(
            RequestedShape.of(forModel("llama").dimension(512).metric(Metric.EUCLIDEAN).build())
                .differences(index))
        .containsExactly(
            "embedding model is e5, expected llama",
            "dimension is 1024, expected 512",
            "metric is cosine, expected euclidean");
  }
}
