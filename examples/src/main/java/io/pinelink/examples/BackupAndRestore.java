package io.pinelink.examples;

import io.pinelink.ControlPlane;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.time.Duration;
import java.util.List;

/**
 * A backup that outlives its index, and a restore that creates a new index from it. Both take a
 * while, which the server here simulates with 300 ms.
 *
 * <p>For the real service, use {@code Pinelink.builder().apiKey(key)} with a paid plan.
 */
public final class BackupAndRestore {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  public static void main(String... args) {
    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder()
                .provisioningTime(Duration.ofMillis(300))
                .deletionTime(Duration.ofMillis(300))
                .start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      ControlPlane control = client.controlPlane();
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      control.createIndex(CreateIndexRequest.dense("docs", 2, spec));
      control.awaitIndexReady("docs", PATIENCE);
      Index docs = client.index("docs");
      docs.upsert(
          List.of(
              Vector.of("I", new float[] {0.1f, 0.9f}, Metadata.of("genre", "drama")),
              Vector.of("J", new float[] {0.8f, 0.2f}, Metadata.of("genre", "comedy"))));

      BackupDescription started =
          control.createBackup(CreateBackupRequest.builder("docs").name("before-the-move").build());
      System.out.println("backup is " + started.status());
      BackupDescription backup = control.awaitBackupReady(started.id(), PATIENCE);
      System.out.println(
          "backup is " + backup.status() + ": " + backup.recordCount().orElse(0) + " vectors");

      control.deleteIndex("docs");
      control.awaitIndexDeleted("docs", PATIENCE);
      System.out.println("indexes: " + control.listIndexes().items().size());

      // The name is free again; any other would work too.
      CreateIndexFromBackupResponse restore =
          control.createIndexFromBackup(
              CreateIndexFromBackupRequest.builder(backup.id(), "docs").build());
      RestoreJobDescription job = control.awaitRestore(restore.restoreJobId(), PATIENCE);
      System.out.println("restore of " + job.targetIndexName() + " is " + job.status());
      control.awaitIndexReady("docs", PATIENCE);

      // Opened again, since the restored index may have another host.
      client.index("docs").fetch(FetchRequest.byIds("I", "J")).vectors().values().stream()
          .map(Vector::toJson)
          .sorted()
          .forEach(System.out::println);

      control.deleteBackup(backup.id());
      System.out.println("backups: " + control.listAllBackups().stream().count());
    }
  }
}
