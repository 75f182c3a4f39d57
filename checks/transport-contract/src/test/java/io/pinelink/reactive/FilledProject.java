package io.pinelink.reactive;

import io.pinelink.AsyncControlPlane;
import io.pinelink.AsyncDocumentIndex;
import io.pinelink.AsyncIndex;
import io.pinelink.ControlPlane;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.documents.Document;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedProject;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import java.util.stream.IntStream;

/** A project that has a number of everything that can be listed. */
record FilledProject(EmbeddedProject project, Pinelink client, Pinelink wrongKey, String schedule)
    implements AutoCloseable {
  private static final IndexSchema SCHEMA =
      IndexSchema.builder().text("title", FullTextSearch.defaults()).build();

  /** A document. */
  record Article(String title) {}

  /** What a client sees of it. */
  record View(Pinelink client, EmbeddedProject project, String schedule) {
    AsyncIndex docs() {
      return client.indexAt(project.host("docs")).async();
    }

    AsyncIndex spaces() {
      return client.indexAt(project.host("spaces")).async();
    }

    AsyncDocumentIndex articles() {
      return client.documentsAt(project.host("articles")).async();
    }

    AsyncControlPlane control() {
      return client.controlPlane().async();
    }
  }

  static FilledProject fill(EmbeddedProject project, int count) {
    Pinelink client = project.clientBuilder().build();
    ControlPlane control = client.controlPlane();
    Index docs = Indexes.create(client, "docs", Metric.COSINE);
    Index spaces = Indexes.create(client, "spaces", Metric.COSINE);
    control.createDocumentIndex(
        CreateDocumentIndexRequest.builder("articles", SCHEMA, Indexes.REGION).build());
    List<Vector> vectors = IntStream.range(0, count).mapToObj(FilledProject::vector).toList();
    if (count > 0) {
      docs.upsert(vectors);
      client
          .documents("articles")
          .upsert(
              IntStream.range(0, count)
                  .mapToObj(
                      i ->
                          Document.builder("id-" + i)
                              .put("title", "title " + i)
                              .put("rank", i)
                              .build())
                  .toList());
    }
    for (int i = 0; i < count; i++) {
      spaces.namespace("space-" + i).upsert(List.of(vector(i)));
      docs.namespaces().createAlias("alias-" + i, "target");
      docs.imports().start(StartImportRequest.from("s3://bucket/vectors/"));
      String backup = control.createBackup(CreateBackupRequest.of("docs")).id();
      control.createIndexFromBackup(
          CreateIndexFromBackupRequest.builder(backup, "restored-" + i).build());
      control.convertIndex(ConvertIndexRequest.builder("docs", "converted-" + i, SCHEMA).build());
    }
    return new FilledProject(
        project,
        client,
        project.clientBuilder().apiKey("pcsk_wrong").build(),
        schedule(control, count));
  }

  /** Returns a schedule whose history has as many backups, up to the one that comes next. */
  private static String schedule(ControlPlane control, int count) {
    String id =
        control
            .createBackupSchedule(
                CreateBackupScheduleRequest.of(
                    count == 0 ? "docs" : "spaces", "nightly", BackupFrequency.DAILY, 30))
            .id();
    if (count == 0) {
      control.updateBackupSchedule(UpdateBackupScheduleRequest.builder(id).enabled(false).build());
    }
    return id;
  }

  private static Vector vector(int i) {
    return Vector.of(
        "id-" + i, new float[] {1, i}, Metadata.builder().put("rank", i).build());
  }

  View view() {
    return new View(client, project, schedule);
  }

  View viewWithWrongKey() {
    return new View(wrongKey, project, schedule);
  }

  @Override
  public void close() {
    client.close();
    wrongKey.close();
  }
}
