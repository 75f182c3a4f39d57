package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.ControlPlane;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Fields;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the complete control plane through a client, over TLS. */
class ControlPlaneIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static ControlPlane control;

  @BeforeAll
  static void start() {
    // Gives the test something to wait for; no test requires that it is still in progress.
    server =
        EmbeddedPinecone.builder()
            .provisioningTime(Duration.ofMillis(300))
            .deletionTime(Duration.ofMillis(300))
            .start();
    client = server.clientBuilder().build();
    control = client.controlPlane();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void aServerlessIndexIsCreatedUsedAndDeleted() {
    IndexSpec.Serverless spec =
        Indexes.REGION
            .withReadCapacity(ReadCapacity.dedicated("b1", 1, 2))
            .withSchema(MetadataSchema.of("lang"));
    IndexDescription made =
        control.createIndex(
            CreateIndexRequest.builder("life", spec)
                .dimension(2)
                .metric(Metric.DOT_PRODUCT)
                .tag("team", "search")
                .deletionProtection()
                .build());
    assertThat(made.spec()).isEqualTo(spec);
    assertThat(made.id()).isPresent();
    assertThat(made.info().requestId()).isPresent();
    assertThat(control.awaitIndexReady("life", TIMEOUT).status().ready()).isTrue();

    IndexDescription changed =
        control.configureIndex(
            ConfigureIndexRequest.builder("life")
                .deletionProtection(false)
                .removeTag("team")
                .tag("a", "1")
                .readCapacity(ReadCapacity.onDemand())
                .build());
    assertThat(changed.id()).isEqualTo(made.id());
    assertThat(changed.tags()).isEqualTo(Map.of("a", "1"));
    assertThat(changed.spec()).isEqualTo(spec.withReadCapacity(ReadCapacity.onDemand()));
    assertThat(changed.readCapacityStatus().orElseThrow().state()).isEqualTo("Ready");

    control.deleteIndex("life");
    control.awaitIndexDeleted("life", TIMEOUT);
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> control.describeIndex("life"));
    assertThat(control.listIndexes().items())
        .extracting(IndexDescription::name)
        .doesNotContain("life");
  }

  @Test
  void anIndexForAModelDescribesItsModel() {
    IndexDescription made =
        control.createIndexForModel(
            CreateIndexForModelRequest.builder(
                    "model", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "chunk")
                .dimension(512)
                .readParameters(Fields.of("truncate", "NONE"))
                .build());

    var embed = made.embed().orElseThrow();
    assertThat(embed.model()).isEqualTo("llama-text-embed-v2");
    assertThat(embed.textField()).contains("chunk");
    assertThat(embed.dimension()).hasValue(512);
    assertThat(embed.vectorType()).isEqualTo(VectorType.DENSE);
    assertThat(embed.readParameters().string("truncate")).contains("NONE");
    assertThat(embed.writeParameters().number("dimension")).hasValue(512);
    IndexDescription changed =
        control.configureIndex(ConfigureIndexRequest.builder("model").textField("body").build());
    assertThat(changed.embed().orElseThrow().textField()).contains("body");
    assertThatThrownBy(
            () ->
                control.configureIndex(
                    ConfigureIndexRequest.builder("model")
                        .embed("multilingual-e5-large", "body")
                        .build()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @Test
  void aByocIndexIsCreated() {
    IndexSpec.Byoc spec =
        IndexSpec.byoc("aws-us-east-1-b921").withReadCapacity(ReadCapacity.dedicated("t1", 1, 1));

    assertThat(control.createIndex(CreateIndexRequest.sparse("byoc", spec)).spec()).isEqualTo(spec);
  }

  @Test
  void aBackupOutlivesItsIndex() {
    Index index = ready("kept");
    Indexes.fill(index);
    BackupDescription begun =
        control.createBackup(
            CreateBackupRequest.builder("kept").name("nightly").description("all").build());
    assertThat(begun.createdAt().orElseThrow()).isBeforeOrEqualTo(Instant.now());
    BackupDescription backup = control.awaitBackupReady(begun.id(), TIMEOUT);
    assertThat(backup.recordCount()).hasValue(3);
    assertThat(backup.name()).contains("nightly");
    assertThat(backup.metric()).contains(Metric.COSINE);
    control.deleteIndex("kept");
    control.awaitIndexDeleted("kept", TIMEOUT);

    CreateIndexFromBackupResponse restored =
        control.createIndexFromBackup(
            CreateIndexFromBackupRequest.builder(backup.id(), "again").tag("a", "1").build());
    RestoreJobDescription job = control.awaitRestore(restored.restoreJobId(), TIMEOUT);

    assertThat(job.targetIndexId()).isEqualTo(restored.indexId());
    assertThat(job.percentComplete()).hasValue(100);
    assertThat(job.completedAt().orElseThrow()).isAfter(job.createdAt().orElseThrow());
    IndexDescription again = control.awaitIndexReady("again", TIMEOUT);
    assertThat(again.id()).contains(restored.indexId());
    assertThat(client.index("again").fetch(FetchRequest.byIds("east")).vectors())
        .containsKey("east");
    assertThat(control.describeRestoreJob(job.id()).isCompleted()).isTrue();
    assertThat(control.listAllRestoreJobs())
        .extracting(RestoreJobDescription::id)
        .contains(job.id());
    control.deleteBackup(backup.id());
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> control.describeBackup(backup.id()));
  }

  @Test
  void backupsAreListedPageByPage() {
    ready("walked");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(control.createBackup(CreateBackupRequest.of("walked")).id());
    }

    ListBackupsRequest twoAtATime =
        ListBackupsRequest.ofIndex("walked").toBuilder().limit(2).build();

    assertThat(control.listBackups(twoAtATime).items()).hasSize(2);
    assertThat(control.listAllBackups(twoAtATime))
        .extracting(BackupDescription::id)
        .containsExactlyElementsOf(made);
    assertThat(control.listAllBackups()).extracting(BackupDescription::id).containsAll(made);
  }

  @Test
  void aPodIndexIsCopiedIntoACollection() {
    IndexSpec.Pod pods = IndexSpec.pod("us-east1-gcp", "p1.x1");
    control.createIndex(CreateIndexRequest.dense("pods", 2, pods));
    control.awaitIndexReady("pods", TIMEOUT);
    Index index = client.index("pods");
    Indexes.fill(index);
    assertThatThrownBy(() -> index.listIds())
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    assertThat(
            control
                .configureIndex(
                    ConfigureIndexRequest.builder("pods").replicas(2).podType("p1.x2").build())
                .spec())
        .isEqualTo(IndexSpec.pod("us-east1-gcp", "p1.x2").withReplicas(2));

    control.createCollection("copy", "pods");
    assertThatExceptionOfType(AlreadyExistsException.class)
        .isThrownBy(() -> control.createCollection("copy", "pods"));
    CollectionDescription copy = control.awaitCollectionReady("copy", TIMEOUT);
    assertThat(copy.vectorCount()).hasValue(3);
    assertThat(control.describeCollection("copy").environment()).isEqualTo("us-east1-gcp");
    assertThat(control.listCollections().items())
        .extracting(CollectionDescription::name)
        .containsExactly("copy");

    control.createIndex(CreateIndexRequest.dense("pods-again", 2, pods.fromCollection("copy")));
    IndexDescription again = control.awaitIndexReady("pods-again", TIMEOUT);
    assertThat(((IndexSpec.Pod) again.spec()).sourceCollection()).isEqualTo(Optional.of("copy"));
    assertThat(client.index("pods-again").describeIndexStats().totalVectorCount()).isEqualTo(3);

    control.deleteCollection("copy");
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> control.describeCollection("copy"));
  }

  @Test
  void anEnsuredIndexIsCreatedOnceAndReady() {
    CreateIndexRequest request = CreateIndexRequest.dense("ensured", 2, Indexes.REGION);
    List<CompletableFuture<IndexDescription>> racing = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      racing.add(control.async().ensureIndex(request, TIMEOUT));
    }

    List<IndexDescription> all = racing.stream().map(CompletableFuture::join).toList();

    IndexDescription again = control.ensureIndex(request, TIMEOUT);
    assertThat(again.status().ready()).isTrue();
    assertThat(all).allSatisfy(index -> assertThat(index.id()).isEqualTo(again.id()));
    assertThat(all).allSatisfy(index -> assertThat(index.status().ready()).isTrue());
    CreateIndexRequest other =
        CreateIndexRequest.builder("ensured", IndexSpec.serverless(Cloud.AWS, "us-west-2"))
            .dimension(3)
            .metric(Metric.EUCLIDEAN)
            .build();
    assertThatExceptionOfType(AlreadyExistsException.class)
        .isThrownBy(() -> control.ensureIndex(other, TIMEOUT))
        .withMessageContaining("index 'ensured' exists with another shape")
        .withMessageContaining("dimension is 2, expected 3")
        .withMessageContaining("metric is cosine, expected euclidean")
        .withMessageContaining("region is us-east-1, expected us-west-2");
    assertThat(control.describeIndex("ensured").id()).isEqualTo(again.id());
  }

  @Test
  void anEnsuredIndexReplacesOneThatIsBeingDeleted() {
    ready("replaced");
    Optional<String> old = control.describeIndex("replaced").id();
    control.deleteIndex("replaced");

    IndexDescription made =
        control.ensureIndex(CreateIndexRequest.sparse("replaced", Indexes.REGION), TIMEOUT);

    assertThat(made.vectorType()).contains(VectorType.SPARSE);
    assertThat(made.id()).isPresent().isNotEqualTo(old);
  }

  @Test
  void anEnsuredIndexHasTheModelOfTheRequest() {
    CreateIndexForModelRequest request =
        CreateIndexForModelRequest.builder(
                "ensured-model", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "chunk")
            .build();

    IndexDescription made = control.ensureIndex(request, TIMEOUT);

    assertThat(made.embed().orElseThrow().model()).isEqualTo("llama-text-embed-v2");
    assertThat(control.ensureIndex(request, TIMEOUT).id()).isEqualTo(made.id());
    CreateIndexForModelRequest other =
        CreateIndexForModelRequest.builder(
                "ensured-model", Cloud.AWS, "us-east-1", "multilingual-e5-large", "chunk")
            .build();
    assertThatExceptionOfType(AlreadyExistsException.class)
        .isThrownBy(() -> control.ensureIndex(other, TIMEOUT))
        .withMessageContaining(
            "embedding model is llama-text-embed-v2, expected multilingual-e5-large");
  }

  private static Index ready(String name) {
    control.createIndex(CreateIndexRequest.dense(name, 2, Indexes.REGION));
    control.awaitIndexReady(name, TIMEOUT);
    return client.index(name);
  }
}
