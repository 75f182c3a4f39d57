package io.pinelink.endtoend.soak;

import io.pinelink.ControlPlane;
import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Inference;
import io.pinelink.Pinelink;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.InputType;
import io.pinelink.inference.RerankRequest;
import io.pinelink.model.Metric;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.routing.Cloud;
import io.pinelink.testsupport.Indexes;
import io.pinelink.testsupport.load.Mismatches;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Resources of the client's planes, from their creation to their deletion. Each has a name that is
 * never used again, so that a step that was executed late changes nothing that is checked.
 */
final class LifeCycles {
  private static final String DENSE_MODEL = "llama-text-embed-v2";
  private static final IndexSchema SCHEMA =
      IndexSchema.builder().denseVector("v", 2, Metric.COSINE).build();

  /** A project has a limited number of indexes. */
  private static final Semaphore INDEXES = new Semaphore(2);

  private final Pinelink client;
  private final ControlPlane control;
  private final Index index;
  private final String project;
  private final Mismatches mismatches;

  LifeCycles(Pinelink client, Index index, String project, Mismatches mismatches) {
    this.client = client;
    this.control = client.controlPlane();
    this.index = index;
    this.project = project;
    this.mismatches = mismatches;
  }

  private void expect(boolean holds, String expected) {
    mismatches.expect(holds, () -> expected);
  }

  /** Expects that a resource no longer exists. */
  static void expectNotFound(Mismatches mismatches, Runnable call, String name) {
    try {
      call.run();
      mismatches.add(name + " was found after its deletion");
    } catch (NotFoundException e) {
      // Expected.
    }
  }

  void namespace(String name) {
    index.namespaces().create(CreateNamespaceRequest.named(name));
    expect(index.namespaces().describe(name).recordCount() == 0, name + " is empty");
    expect(
        index.namespaces().list(ListNamespacesRequest.withPrefix(name)).items().stream()
            .map(NamespaceDescription::name)
            .toList()
            .equals(List.of(name)),
        name + " is listed");
    index.namespaces().delete(name);
    expectNotFound(mismatches, () -> index.namespaces().describe(name), name);
  }

  void aliases(String name) {
    String blue = name + "-blue";
    String green = name + "-green";
    index.namespaces().create(CreateNamespaceRequest.named(blue));
    index.namespaces().create(CreateNamespaceRequest.named(green));
    index.namespaces().createAlias(name, blue);
    expect(
        index.namespaces().describeAlias(name).targetNamespace().equals(blue), name + " is blue");
    index.namespaces().repointAlias(name, green);
    expect(
        index
            .namespaces()
            .listAliases(ListNamespaceAliasesRequest.withPrefix(name))
            .items()
            .stream()
            .map(NamespaceAlias::targetNamespace)
            .toList()
            .equals(List.of(green)),
        name + " is listed as green");
    index.namespaces().deleteAlias(name);
    expectNotFound(mismatches, () -> index.namespaces().describeAlias(name), name);
    index.namespaces().delete(blue);
    index.namespaces().delete(green);
  }

  void inference() {
    Inference inference = client.inference();
    expect(
        inference
                .embed(
                    EmbedRequest.builder(DENSE_MODEL, "one", "two")
                        .inputType(InputType.PASSAGE)
                        .build())
                .embeddings()
                .size()
            == 2,
        "two texts have two embeddings");
    expect(
        inference
                .rerank(RerankRequest.builder("bge-reranker-v2-m3", "one", "two", "one").build())
                .documents()
                .get(0)
                .index()
            == 1,
        "the text of the query ranks first");
    expect(
        inference.listModels().items().stream()
            .anyMatch(model -> model.model().equals(DENSE_MODEL)),
        DENSE_MODEL + " is listed");
    expect(inference.describeModel(DENSE_MODEL).model().equals(DENSE_MODEL), "the model is known");
    control.discoverMetrics(project);
  }

  void imports() {
    Imports imports = index.imports();
    String id = imports.start(StartImportRequest.from("s3://soak/none/")).id();
    expect(imports.describe(id).id().equals(id), "import " + id + " is described");
    expect(
        imports.list().items().stream().map(ImportDescription::id).anyMatch(id::equals)
            || imports.list().nextToken().isPresent(),
        "import " + id + " is listed");
    imports.cancel(id);
  }

  void indexes(String name) {
    if (!INDEXES.tryAcquire()) {
      return;
    }
    try {
      classicIndex(name);
      modelAndDocumentIndexes(name);
      podIndex(name);
    } finally {
      for (String suffix : List.of("", "-copy", "-new", "-m", "-d", "-pod")) {
        deleteForSure(name + suffix);
      }
      INDEXES.release();
    }
  }

  private void classicIndex(String name) {
    control.createIndex(CreateIndexRequest.dense(name, 2, Indexes.REGION));
    control.configureIndex(ConfigureIndexRequest.builder(name).tag("team", "soak").build());
    expect("soak".equals(control.describeIndex(name).tags().get("team")), name + " has its tag");
    expect(
        control.listIndexes().items().stream().map(IndexDescription::name).anyMatch(name::equals),
        name + " is listed");
    backups(name);
    schedules(name);
    ConversionJobDescription job =
        control.convertIndex(ConvertIndexRequest.builder(name, name + "-new", SCHEMA).build());
    expect(control.describeConversionJob(job.id()).id().equals(job.id()), "the job is described");
    expect(
        control.listConversionJobs().items().stream()
                .map(ConversionJobDescription::id)
                .anyMatch(job.id()::equals)
            || control.listConversionJobs().nextToken().isPresent(),
        "conversion job " + job.id() + " is listed");
  }

  private void backups(String name) {
    BackupDescription backup = control.createBackup(CreateBackupRequest.of(name));
    expect(control.describeBackup(backup.id()).id().equals(backup.id()), "it is described");
    expect(
        control.listBackups(ListBackupsRequest.ofIndex(name)).items().stream()
            .map(BackupDescription::id)
            .anyMatch(backup.id()::equals),
        "backup " + backup.id() + " is listed");
    CreateIndexFromBackupResponse restore =
        control.createIndexFromBackup(
            CreateIndexFromBackupRequest.builder(backup.id(), name + "-copy").build());
    expect(
        control.describeRestoreJob(restore.restoreJobId()).targetIndexName().equals(name + "-copy"),
        name + "-copy is the target");
    control.listRestoreJobs();
    control.deleteBackup(backup.id());
    expectNotFound(mismatches, () -> control.describeBackup(backup.id()), "backup of " + name);
  }

  private void schedules(String name) {
    BackupScheduleDescription schedule =
        control.createBackupSchedule(
            CreateBackupScheduleRequest.of(name, "daily", BackupFrequency.DAILY, 2));
    control.updateBackupSchedule(
        UpdateBackupScheduleRequest.builder(schedule.id()).enabled(false).build());
    expect(
        control.describeBackupSchedule(schedule.id()).id().equals(schedule.id()),
        "the schedule is described");
    expect(
        control.listBackupSchedules(ListBackupSchedulesRequest.ofIndex(name)).items().size() == 1,
        "the schedule of " + name + " is listed");
    control.listBackupScheduleHistory(ListBackupScheduleHistoryRequest.ofSchedule(schedule.id()));
    control.deleteBackupSchedule(schedule.id());
    expectNotFound(
        mismatches, () -> control.describeBackupSchedule(schedule.id()), "schedule of " + name);
  }

  private void modelAndDocumentIndexes(String name) {
    control.createIndexForModel(
        CreateIndexForModelRequest.builder(name + "-m", Cloud.AWS, "us-east-1", DENSE_MODEL, "text")
            .build());
    control.createDocumentIndex(
        CreateDocumentIndexRequest.builder(name + "-d", SCHEMA, Indexes.REGION).build());
    expect(control.describeIndex(name + "-d").schema().isPresent(), name + "-d has its schema");
  }

  private void podIndex(String name) {
    String pod = name + "-pod";
    String collection = name + "-c";
    control.createIndex(CreateIndexRequest.dense(pod, 2, IndexSpec.pod("us-east1-gcp", "p1.x1")));
    control.createCollection(collection, pod);
    expect(control.describeCollection(collection).name().equals(collection), "it is described");
    expect(
        control.listCollections().items().stream()
            .map(CollectionDescription::name)
            .anyMatch(collection::equals),
        collection + " is listed");
    control.deleteCollection(collection);
    control.deleteIndex(pod);
    expectNotFound(mismatches, () -> control.describeIndex(pod), pod);
  }

  /** Deletes an index that a step may have created, despite faults. */
  private void deleteForSure(String name) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        control.deleteIndex(name);
        return;
      } catch (NotFoundException e) {
        return;
      } catch (PinelinkException e) {
        // The next attempt may arrive.
      }
    }
  }
}
