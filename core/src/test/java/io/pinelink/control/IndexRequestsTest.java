package io.pinelink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.spi.request.ByName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that make, change, describe and delete an index. */
class IndexRequestsTest {
  private static final IndexSpec.Serverless SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private static final ResponseInfo INFO =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          Protocol.REST,
          1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a-",
        "Docs",
        "my_docs",
        "a.b",
        "é",
        "docs/1",
        "a\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void anIndexNeedsAValidName(String name) {
    String message =
        "index name is '"
            + name
            + "', expected 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexRequest.dense(name, 3, SPEC))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigureIndexRequest.builder(name))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByName.ofIndex(name))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByName.ofIndex(name))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1", "a-b", "a--b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void aNameHas1To45Characters(String name) {
    assertThat(ByName.ofIndex(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 20_001})
  void aDenseIndexHasADimensionOf1To20000(int dimension) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexRequest.dense("docs", dimension, SPEC))
        .withMessage("dimension is %s, expected 1 to 20000", dimension);
  }

  @Test
  void aDenseIndexIsCosineAndUnprotectedByDefault() {
    CreateIndexRequest request = CreateIndexRequest.dense("docs", 384, SPEC);
    assertThat(request.name()).isEqualTo("docs");
    assertThat(request.vectorType()).isEqualTo(VectorType.DENSE);
    assertThat(request.dimension()).hasValue(384);
    assertThat(request.spec()).isEqualTo(SPEC);
    assertThat(request.metric()).isEqualTo(Metric.COSINE);
    assertThat(request.deletionProtection()).isFalse();
    assertThat(request.tags()).isEmpty();
    assertThat(request).hasToString("CreateIndexRequest[docs, dense, dimension 384]");
  }

  @Test
  void aSparseIndexSupportsOnlyTheDotProduct() {
    CreateIndexRequest request = CreateIndexRequest.sparse("docs", SPEC);
    assertThat(request.dimension()).isEmpty();
    assertThat(request.metric()).isEqualTo(Metric.DOT_PRODUCT);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CreateIndexRequest.builder("docs", SPEC)
                    .sparseVectors()
                    .metric(Metric.COSINE)
                    .build())
        .withMessage("metric is cosine, expected dotproduct for a sparse index");
  }

  @Test
  void tagsKeepTheirOrderAndLimits() {
    CreateIndexRequest request =
        CreateIndexRequest.builder("docs", SPEC)
            .dimension(3)
            .tag("z", "v".repeat(120))
            .tag("k".repeat(80), "")
            .build();
    assertThat(request.tags()).containsOnlyKeys("z", "k".repeat(80));
    assertThatThrownBy(() -> request.tags().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    CreateIndexRequest.Builder builder = CreateIndexRequest.builder("docs", SPEC).dimension(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tag("", "v"))
        .withMessage("length of tag key '' is 0, expected 1 to 80");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tag("k".repeat(81), "v"))
        .withMessageEndingWith("is 81, expected 1 to 80");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tag("k", "v".repeat(121)))
        .withMessage("length of the value of tag 'k' is 121, expected 0 to 120");
  }

  @Test
  void unsetSettingsAreLeftToTheModel() {
    CreateIndexForModelRequest request = forModel().build();
    assertThat(request.textField()).isEqualTo("chunk");
    assertThat(request.metric()).isEmpty();
    assertThat(request.dimension()).isEmpty();
    assertThat(request.readParameters().isEmpty()).isTrue();
    assertThat(request.writeParameters().isEmpty()).isTrue();
    assertThat(request.schema()).isEmpty();
    assertThat(request.readCapacity()).isEmpty();
    assertThat(request.deletionProtection()).isFalse();
    assertThat(request).hasToString("CreateIndexForModelRequest[docs, e5]");
    assertThat(request)
        .isEqualTo(forModel().build())
        .hasSameHashCodeAs(forModel().build())
        .isNotEqualTo(forModel().dimension(384).build())
        .isNotEqualTo(forModel().tag("a", "1").build());
  }

  @Test
  void anIndexForAModelIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CreateIndexForModelRequest.builder("Docs", Cloud.AWS, "us-east-1", "e5", "chunk"))
        .withMessageStartingWith("index name is 'Docs'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexForModelRequest.builder("docs", Cloud.AWS, "r", "", "chunk"))
        .withMessage("model is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexForModelRequest.builder("docs", Cloud.AWS, "r", "e5", " "))
        .withMessage("textField is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forModel().dimension(0))
        .withMessage("dimension is 0, expected 1 to 20000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forModel().readCapacity(new ReadCapacity.Other("Magic")))
        .withMessage("readCapacity has mode 'Magic', expected onDemand() or dedicated(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadCapacity.dedicated("b1", 0, 1))
        .withMessage("shards is 0, expected 1 to 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadCapacity.dedicated("b1", 1, -1))
        .withMessage("replicas is -1, expected 0 to 2147483647");
    assertThat(ReadCapacity.dedicated("b1", 1, 0).replicas()).isZero();
  }

  private static CreateIndexForModelRequest.Builder forModel() {
    return CreateIndexForModelRequest.builder("docs", Cloud.AWS, "us-east-1", "e5", "chunk");
  }

  @Test
  void anEmptyChangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigureIndexRequest.builder("docs").build())
        .withMessage("configuring 'docs' changes nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigureIndexRequest.builder("docs").tag("k", ""))
        .withMessage("value of tag 'k' is empty; use removeTag");
    ConfigureIndexRequest request =
        ConfigureIndexRequest.builder("docs").tag("a", "1").removeTag("b").build();
    assertThat(request.tags()).isEqualTo(Map.of("a", "1", "b", ""));
    assertThat(request.deletionProtection()).isEmpty();
    assertThat(ConfigureIndexRequest.builder("docs").deletionProtection(false).build())
        .extracting(r -> r.deletionProtection().orElseThrow())
        .isEqualTo(false);
    assertThat(request).hasToString("ConfigureIndexRequest[docs]");
  }

  @Test
  void requestsAreComparedByValue() {
    assertThat(CreateIndexRequest.builder("docs", SPEC).dimension(3).deletionProtection().build())
        .isEqualTo(
            CreateIndexRequest.builder("docs", SPEC).dimension(3).deletionProtection().build())
        .hasSameHashCodeAs(
            CreateIndexRequest.builder("docs", SPEC).dimension(3).deletionProtection().build())
        .isNotEqualTo(CreateIndexRequest.dense("docs", 3, SPEC))
        .isNotEqualTo(
            CreateIndexRequest.builder("docs", SPEC).dimension(4).deletionProtection().build());
    assertThat(ConfigureIndexRequest.builder("docs").tag("a", "1").build())
        .isEqualTo(ConfigureIndexRequest.builder("docs").tag("a", "1").build())
        .hasSameHashCodeAs(ConfigureIndexRequest.builder("docs").tag("a", "1").build())
        .isNotEqualTo(ConfigureIndexRequest.builder("docs").tag("a", "2").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"InitializationFailed", "Failed", "Terminating", "Disabled"})
  void someStatesNeverBecomeReady(String state) {
    assertThat(new ControlResponses.IndexStatusResult(false, state).isTerminal()).isTrue();
    assertThat(new ControlResponses.IndexStatusResult(false, "Initializing").isTerminal())
        .isFalse();
    assertThat(new ControlResponses.IndexStatusResult(false, "Tomorrow's word").isTerminal())
        .isFalse();
  }

  @Test
  void aSpecNamesCloudAndRegion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.serverless(new Cloud(" "), "us-east-1"))
        .withMessage("cloud is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.serverless(Cloud.AWS, ""))
        .withMessage("region is blank");
  }

  @Test
  void descriptionsAreComparedByValue() {
    IndexDescription docs = description().build();
    assertThat(docs)
        .isEqualTo(description().build())
        .hasSameHashCodeAs(description().build())
        .isNotEqualTo(description().privateHost("other").build())
        .isNotEqualTo(description().dimension(4).build());
    assertThat(docs.dimension()).hasValue(3);
    assertThat(docs.privateHost()).isEmpty();
    assertThat(docs).hasToString("IndexDescription[docs, Ready, h.svc.e.pinecone.io]");
  }

  private static IndexDescription.Builder description() {
    return IndexDescription.builder(
            "docs", new ControlResponses.IndexStatusResult(true, "Ready"), SPEC, INFO)
        .metric(Metric.COSINE)
        .vectorType(VectorType.DENSE)
        .dimension(3)
        .host("h.svc.e.pinecone.io")
        .tags(Map.of("k", "v"));
  }

  @Test
  void tagsOfAMapAreAdded() {
    Map<String, String> tags = Map.of("env", "test", "team", "search");
    assertThat(CreateIndexRequest.builder("docs", SPEC).dimension(3).tags(tags).build().tags())
        .isEqualTo(tags);
    assertThat(ConfigureIndexRequest.builder("docs").tags(tags).build().tags()).isEqualTo(tags);
    assertThat(
            CreateIndexForModelRequest.builder("docs", Cloud.AWS, "us-east-1", "e5", "text")
                .tags(tags)
                .build()
                .tags())
        .isEqualTo(tags);
    assertThat(CreateIndexFromBackupRequest.builder("b", "docs").tags(tags).build().tags())
        .isEqualTo(tags);
  }
}
