package io.pinelink.cli.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.LocalRun;
import io.pinelink.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands for backups, their schedules and imports against a server. */
class BackupCommandsTest {
  @Test
  void aBackupIsRestoredAndDeleted() {
    try (LocalRun local = new LocalRun("--index", "docs:2")) {
      String id = local.json("backup create -n docs --backup-name nightly").get("id").textValue();
      assertThat(local.run("backup list -n docs").out()).contains(id, "nightly", "Ready");
      assertThat(local.json("backup describe --id " + id).get("index").textValue())
          .isEqualTo("docs");

      assertThat(
              local.json("backup restore -n again --id " + id).get("percentComplete").doubleValue())
          .isEqualTo(100);
      assertThat(local.json("backup restores").get("restoreJobs")).hasSize(1);
      assertThat(local.run("index describe -n again").exitCode()).isZero();

      assertThat(local.run("backup delete --id " + id).exitCode()).isEqualTo(2);
      assertThat(local.run("backup delete --yes --id " + id).exitCode()).isZero();
      assertThat(local.run("backup describe --id " + id).exitCode()).isEqualTo(4);
    }
  }

  @Test
  void aScheduleIsChangedAndDeleted() {
    try (LocalRun local = new LocalRun("--index", "docs:2")) {
      String id =
          local
              .json(
                  "backup schedule create -n docs --schedule-name nightly --frequency daily"
                      + " --expire-after-days 7")
              .get("id")
              .textValue();
      assertThat(local.run("backup schedule list -n docs").out())
          .containsPattern("nightly +daily +7 +true");

      assertThat(
              local
                  .json("backup schedule update --enabled=false --id " + id)
                  .get("enabled")
                  .booleanValue())
          .isFalse();
      assertThat(local.run("backup schedule delete --yes --id " + id).exitCode()).isZero();
      assertThat(local.json("backup schedule list -n docs").get("schedules")).isEmpty();
    }
  }

  @Test
  void anImportByTheServiceIsFollowed(@TempDir Path bucket) throws Exception {
    Files.createDirectories(bucket.resolve("nightly/en"));
    try (LocalRun local =
        new LocalRun("--index", "docs:2", "--bucket", "s3://my-bucket=" + bucket)) {
      String id =
          local
              .json("import start -n docs --uri s3://my-bucket/nightly --error-mode abort")
              .get("id")
              .textValue();

      assertThat(local.run("import list -n docs").out()).contains(id, "s3://my-bucket/nightly");
      assertThat(local.json("import describe -n docs --id " + id).get("uri").textValue())
          .isEqualTo("s3://my-bucket/nightly");
      Run unknown = local.run("import cancel -n docs --id 99 --yes");
      assertThat(unknown.exitCode()).as(unknown.err()).isEqualTo(4);
    }
  }
}
