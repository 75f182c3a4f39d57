package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.control.BackupFrequency;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.InputType;
import io.pinelink.inference.RerankRequest;
import io.pinelink.model.Built;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of the control plane, imports and inference, and their builders. */
class ControlRequestBuildersTest {
  private static final Set<String> PACKAGES =
      Set.of("io.pinelink.control", "io.pinelink.imports", "io.pinelink.inference");
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  static Stream<Class<?>> requestsWithABuilder() {
    return Operations.all().stream()
        .<Class<?>>map(Operation::request)
        .distinct()
        .filter(request -> PACKAGES.contains(request.getPackageName()))
        .filter(request -> request.getDeclaredClasses().length > 0);
  }

  @ParameterizedTest
  @MethodSource("requestsWithABuilder")
  void onlyBuilderStartsABuilder(Class<?> request) {
    Class<?> builder = request.getDeclaredClasses()[0];

    assertThat(request.getMethods())
        .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
        .filteredOn(method -> method.getReturnType().equals(builder))
        .extracting(Method::getName)
        .isNotEmpty()
        .containsOnly("builder");
    assertThat(request).isAssignableTo(Built.class);
    assertThat(((ParameterizedType) request.getGenericSuperclass()).getActualTypeArguments())
        .contains(builder);
  }

  @ParameterizedTest
  @MethodSource("requestsWithABuilder")
  void noFactorySharesItsNameWithAnAccessor(Class<?> request) {
    List<String> accessors =
        Stream.of(request.getMethods())
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 0)
            .map(Method::getName)
            .toList();

    assertThat(request.getMethods())
        .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
        .extracting(Method::getName)
        .doesNotContainAnyElementsOf(accessors);
  }

  @Test
  void aRequestIsCopiedInFull() {
    IndexSchema schema = IndexSchema.builder().denseVector("v", 3, Metric.COSINE).build();
    copied(
        CreateIndexRequest.builder("docs", SPEC)
            .dimension(3)
            .metric(Metric.EUCLIDEAN)
            .deletionProtection()
            .tag("a", "b")
            .build(),
        request -> request.toBuilder().build());
    copied(CreateIndexRequest.sparse("docs", SPEC), request -> request.toBuilder().build());
    copied(
        CreateDocumentIndexRequest.builder("docs", schema, SPEC)
            .cmekId("k")
            .deletionProtection()
            .tag("a", "b")
            .build(),
        request -> request.toBuilder().build());
    copied(
        CreateIndexForModelRequest.builder("docs", Cloud.GCP, "us-east1", "m", "text")
            .metric(Metric.COSINE)
            .dimension(384)
            .readParameters(Fields.of("input_type", "query"))
            .deletionProtection()
            .tag("a", "b")
            .build(),
        request -> request.toBuilder().build());
    copied(
        CreateIndexFromBackupRequest.builder("b-1", "docs")
            .deletionProtection()
            .tag("a", "b")
            .build(),
        request -> request.toBuilder().build());
    copied(
        ConvertIndexRequest.builder("docs", "docs-2", schema)
            .errorMode(ErrorMode.CONTINUE)
            .tag("a", "b")
            .build(),
        request -> request.toBuilder().build());
    copied(
        ConfigureIndexRequest.builder("docs")
            .deletionProtection(true)
            .tag("a", "b")
            .removeTag("c")
            .replicas(2)
            .podType("p1.x2")
            .embed("m", "text")
            .writeParameters(Fields.of("input_type", "passage"))
            .build(),
        request -> request.toBuilder().build());
    copied(
        CreateBackupRequest.builder("docs").name("b").description("d").build(),
        request -> request.toBuilder().build());
    copied(
        UpdateBackupScheduleRequest.builder("s")
            .frequency(BackupFrequency.DAILY)
            .expireAfterDays(7)
            .enabled(false)
            .build(),
        request -> request.toBuilder().build());
    copied(
        StartImportRequest.builder("s3://b/v/")
            .integrationId("i")
            .errorMode(ErrorMode.CONTINUE)
            .build(),
        request -> request.toBuilder().build());
    copied(
        EmbedRequest.builder("m", "a").inputType(InputType.QUERY).build(),
        request -> request.toBuilder().build());
    copied(
        RerankRequest.builder("m", "q", "a").topN(1).build(),
        request -> request.toBuilder().build());
  }

  private static <Q> void copied(Q request, UnaryOperator<Q> copy) {
    assertThat(copy.apply(request)).isNotSameAs(request).isEqualTo(request);
  }

  @Test
  void aFactoryWithAnIntentReturnsAFinishedRequest() {
    assertThat(CreateIndexRequest.dense("docs", 3, SPEC))
        .isEqualTo(CreateIndexRequest.builder("docs", SPEC).dimension(3).build());
    assertThat(CreateIndexRequest.sparse("docs", SPEC))
        .isEqualTo(CreateIndexRequest.builder("docs", SPEC).sparseVectors().build());
    assertThat(CreateBackupRequest.of("docs"))
        .isEqualTo(CreateBackupRequest.builder("docs").build());
    assertThat(StartImportRequest.from("s3://b/"))
        .isEqualTo(StartImportRequest.builder("s3://b/").build());
  }

  @Test
  void anIndexOfVectorsIsEitherDenseOrSparse() {
    CreateIndexRequest sparse = CreateIndexRequest.sparse("docs", SPEC);

    assertThat(sparse.vectorType()).isEqualTo(VectorType.SPARSE);
    assertThat(sparse.dimension()).isEmpty();
    assertThat(sparse.metric()).isEqualTo(Metric.DOT_PRODUCT);
    assertThat(CreateIndexRequest.dense("docs", 3, SPEC).metric()).isEqualTo(Metric.COSINE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexRequest.builder("docs", SPEC).build())
        .withMessage(
            "index 'docs' has neither a dimension nor sparse vectors, expected one of these");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CreateIndexRequest.builder("docs", SPEC).dimension(3).sparseVectors().build())
        .withMessage("index 'docs' has both a dimension and sparse vectors, expected one of these");
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
  void documentsOfARerankReplaceItsTexts() {
    List<Fields> documents = List.of(Fields.of("body", "Tallinn"));

    assertThat(RerankRequest.builder("m", "q").documents(documents).build().documents())
        .isEqualTo(documents);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankRequest.builder("m", "q").build())
        .withMessage("documents are empty, expected at least one");
  }

  @Test
  void aCloudIsAnOpenValue() {
    assertThat(new Cloud("aws")).isEqualTo(Cloud.AWS).hasToString("aws");
    assertThat(new Cloud("moon").value()).isEqualTo("moon");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cloud(" "))
        .withMessage("cloud is blank");
  }
}
