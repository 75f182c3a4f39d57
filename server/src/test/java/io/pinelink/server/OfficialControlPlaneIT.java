package io.pinelink.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.exceptions.PineconeAlreadyExistsException;
import io.pinecone.exceptions.PineconeException;
import io.pinecone.exceptions.PineconeForbiddenException;
import io.pinecone.exceptions.PineconeNotFoundException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openapitools.db_control.client.ApiException;
import org.openapitools.db_control.client.model.BackupList;
import org.openapitools.db_control.client.model.BackupModel;
import org.openapitools.db_control.client.model.BackupModelSchema;
import org.openapitools.db_control.client.model.BackupModelSchemaFieldsValue;
import org.openapitools.db_control.client.model.CollectionModel;
import org.openapitools.db_control.client.model.ConfigureIndexRequestEmbed;
import org.openapitools.db_control.client.model.CreateIndexForModelRequestEmbed;
import org.openapitools.db_control.client.model.CreateIndexFromBackupResponse;
import org.openapitools.db_control.client.model.IndexModel;
import org.openapitools.db_control.client.model.ModelIndexEmbed;
import org.openapitools.db_control.client.model.ReadCapacity;
import org.openapitools.db_control.client.model.ReadCapacityDedicatedConfig;
import org.openapitools.db_control.client.model.ReadCapacityDedicatedSpec;
import org.openapitools.db_control.client.model.RestoreJobModel;
import org.openapitools.db_control.client.model.ScalingConfigManual;

/** Tests the control plane with the official Java client. */
class OfficialControlPlaneIT {
  private EmbeddedPinecone server;
  private Pinecone pinecone;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.builder().localMode().start();
    pinecone = OfficialClients.of(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private IndexModel serverless(String name) {
    return pinecone.createServerlessIndex(
        name, "cosine", 2, "aws", "us-east-1", "disabled", Map.of("team", "search"));
  }

  @Test
  void aServerlessIndexIsCreatedDescribedListedAndDeleted() {
    IndexModel made = serverless("docs");
    assertThat(made.getDimension()).isEqualTo(2);
    assertThat(made.getMetric()).isEqualTo("cosine");
    assertThat(made.getVectorType()).isEqualTo("dense");
    assertThat(made.getTags()).isEqualTo(Map.of("team", "search"));
    assertThat(made.getStatus().getReady()).isTrue();
    assertThat(made.getSpec().getIndexModelServerless().getServerless().getRegion())
        .isEqualTo("us-east-1");

    assertThat(pinecone.describeIndex("docs")).isEqualTo(made);
    assertThat(pinecone.listIndexes().getIndexes()).containsExactly(made);
    assertThatThrownBy(() -> serverless("docs")).isInstanceOf(PineconeAlreadyExistsException.class);

    pinecone.deleteIndex("docs");
    assertThatThrownBy(() -> pinecone.describeIndex("docs"))
        .isInstanceOf(PineconeNotFoundException.class);
  }

  @Test
  void aServerlessIndexAcceptsReadCapacityAndASchema() {
    BackupModelSchema schema =
        new BackupModelSchema()
            .putFieldsItem("lang", new BackupModelSchemaFieldsValue().filterable(true));
    IndexModel made =
        pinecone.createServerlessIndex(
            "docs", "dotproduct", 2, "gcp", "us-central1", null, null, dedicated(), schema);

    var spec = made.getSpec().getIndexModelServerless().getServerless();
    assertThat(spec.getSchema()).isEqualTo(schema);
    assertThat(
            spec.getReadCapacity()
                .getReadCapacityDedicatedSpecResponse()
                .getDedicated()
                .getNodeType())
        .isEqualTo("b1");
  }

  private static ReadCapacity dedicated() {
    return new ReadCapacity(
        new ReadCapacityDedicatedSpec()
            .mode("Dedicated")
            .dedicated(
                new ReadCapacityDedicatedConfig()
                    .nodeType("b1")
                    .scaling("Manual")
                    .manual(new ScalingConfigManual().replicas(1).shards(1))));
  }

  @Test
  void aSparseIndexHasNoDimension() {
    IndexModel made =
        pinecone.createSparseServelessIndex(
            "sparse", "aws", "us-east-1", "disabled", null, "sparse");

    assertThat(made.getVectorType()).isEqualTo("sparse");
    assertThat(made.getDimension()).isNull();
    assertThat(made.getMetric()).isEqualTo("dotproduct");
  }

  @Test
  void deletionProtectionAndTagsAreConfigured() {
    serverless("docs");

    IndexModel changed =
        pinecone.configureServerlessIndex(
            "docs", "enabled", Map.of("team", "", "stage", "test"), null);
    assertThat(changed.getDeletionProtection()).isEqualTo("enabled");
    assertThat(changed.getTags()).isEqualTo(Map.of("stage", "test"));
    assertThatThrownBy(() -> pinecone.deleteIndex("docs"))
        .isInstanceOf(PineconeForbiddenException.class);

    pinecone.configureServerlessIndex("docs", "disabled", null, null);
    pinecone.deleteIndex("docs");
    assertThat(pinecone.listIndexes().getIndexes()).isEmpty();
  }

  @Test
  void readCapacityIsConfigured() {
    serverless("docs");

    // In this signature shards precede replicas.
    IndexModel changed =
        pinecone.configureServerlessIndex("docs", null, null, null, "Dedicated", "t1", 2, 1);

    ReadCapacityDedicatedConfig dedicated =
        changed
            .getSpec()
            .getIndexModelServerless()
            .getServerless()
            .getReadCapacity()
            .getReadCapacityDedicatedSpecResponse()
            .getDedicated();
    assertThat(dedicated.getNodeType()).isEqualTo("t1");
    assertThat(dedicated.getManual()).isEqualTo(new ScalingConfigManual().replicas(1).shards(2));
  }

  @Test
  void anIndexForAModelIsCreatedAndConfigured() throws ApiException {
    IndexModel made =
        pinecone.createIndexForModel(
            "model",
            "aws",
            "us-east-1",
            new CreateIndexForModelRequestEmbed()
                .model("multilingual-e5-large")
                .fieldMap(Map.of("text", "chunk")),
            "disabled",
            Map.of());
    ModelIndexEmbed embed = requireNonNull(made.getEmbed());
    assertThat(embed.getModel()).isEqualTo("multilingual-e5-large");
    assertThat(embed.getFieldMap()).isEqualTo(Map.of("text", "chunk"));
    assertThat(made.getDimension()).isEqualTo(1_024);

    IndexModel changed =
        pinecone.configureServerlessIndex(
            "model",
            "disabled",
            null,
            new ConfigureIndexRequestEmbed().fieldMap(Map.of("text", "body")));
    assertThat(requireNonNull(changed.getEmbed()).getFieldMap()).isEqualTo(Map.of("text", "body"));
  }

  @Test
  void aByocIndexIsCreated() {
    IndexModel made = pinecone.createByocIndex("byoc", "cosine", 2, "aws-us-east-1-b921");

    assertThat(made.getSpec().getIndexModelBYOC().getByoc().getEnvironment())
        .isEqualTo("aws-us-east-1-b921");
  }

  @Test
  void aPodIndexIsCreatedConfiguredAndCopiedIntoACollection() {
    String name = OfficialClients.unique(server, "pods");
    IndexModel made = pinecone.createPodsIndex(name, 2, "us-east1-gcp", "p1.x1");
    assertThat(made.getSpec().getIndexModelPodBased().getPod().getPodType()).isEqualTo("p1.x1");
    try (Index index = pinecone.getIndexConnection(name)) {
      index.upsert("a", List.of(1f, 0f));
    }

    IndexModel changed = pinecone.configurePodsIndex(name, "p1.x2", 2, "disabled", null);
    assertThat(changed.getSpec().getIndexModelPodBased().getPod().getPodType()).isEqualTo("p1.x2");
    assertThat(changed.getSpec().getIndexModelPodBased().getPod().getReplicas()).isEqualTo(2);

    CollectionModel copy = pinecone.createCollection("copy", name);
    assertThat(copy.getStatus()).isEqualTo("Ready");
    assertThat(pinecone.describeCollection("copy").getVectorCount()).isEqualTo(1);
    assertThat(pinecone.describeCollection("copy").getEnvironment()).isEqualTo("us-east1-gcp");
    assertThat(pinecone.listCollections().getCollections())
        .extracting(CollectionModel::getName)
        .containsExactly("copy");
    IndexModel again =
        pinecone.createPodsIndex(
            "pods-again",
            2,
            "us-east1-gcp",
            "p1.x1",
            "cosine",
            1,
            1,
            1,
            null,
            "copy",
            "disabled",
            null);
    assertThat(again.getSpec().getIndexModelPodBased().getPod().getSourceCollection())
        .isEqualTo("copy");

    pinecone.deleteCollection("copy");
    assertThatThrownBy(() -> pinecone.describeCollection("copy"))
        .isInstanceOf(PineconeNotFoundException.class);
  }

  @Test
  void aBackupIsCreatedRestoredAndDeleted() throws ApiException {
    String name = OfficialClients.unique(server, "kept");
    serverless(name);
    try (Index index = pinecone.getIndexConnection(name)) {
      index.upsert("a", List.of(1f, 0f), "ns");
    }
    BackupModel backup = pinecone.createBackup(name, "nightly", "all of it");
    assertThat(backup.getStatus()).isEqualTo("Ready");
    assertThat(backup.getRecordCount()).isEqualTo(1);
    assertThat(backup.getName()).isEqualTo("nightly");
    assertThat(pinecone.describeBackup(backup.getBackupId())).isEqualTo(backup);
    pinecone.createBackup(name, "second", "");
    BackupList first = pinecone.listIndexBackups(name, 1, null);
    assertThat(first.getData()).containsExactly(backup);
    String next = requireNonNull(first.getPagination()).getNext();
    assertThat(pinecone.listIndexBackups(name, 1, next).getData())
        .extracting(BackupModel::getName)
        .containsExactly("second");
    assertThat(pinecone.listProjectBackups().getData()).hasSize(2);

    String restored = OfficialClients.unique(server, "again");
    CreateIndexFromBackupResponse begun =
        pinecone.createIndexFromBackup(backup.getBackupId(), restored);
    RestoreJobModel job = pinecone.describeRestoreJob(begun.getRestoreJobId());
    assertThat(job.getStatus()).isEqualTo("Completed");
    assertThat(job.getTargetIndexName()).isEqualTo(restored);
    assertThat(job.getPercentComplete()).isEqualTo(100);
    assertThat(pinecone.listRestoreJobs(10).getData()).containsExactly(job);
    try (Index index = pinecone.getIndexConnection(restored)) {
      assertThat(index.fetch(List.of("a"), "ns").getVectorsMap()).containsOnlyKeys("a");
    }

    pinecone.deleteBackup(backup.getBackupId());
    assertThatThrownBy(() -> pinecone.describeBackup(backup.getBackupId()))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(404));
  }

  @Test
  void aRestoreAcceptsTagsAndProtection() throws ApiException {
    serverless("docs");
    String backup = pinecone.createBackup("docs", "nightly", "").getBackupId();

    pinecone.createIndexFromBackup(backup, "again", Map.of("stage", "test"), "enabled");

    assertThat(pinecone.describeIndex("again").getTags()).containsEntry("stage", "test");
    assertThat(pinecone.describeIndex("again").getDeletionProtection()).isEqualTo("enabled");
  }

  @Test
  void anInvalidNameIsRefused() {
    assertThatThrownBy(() -> serverless("Docs_1")).isInstanceOf(PineconeException.class);
  }
}
