package io.pinelink.cli.backups;

import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.connection.WaitOptions;
import io.pinelink.cli.indexes.NewIndexOptions;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.cli.output.Table;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.RestoreJobDescription;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands for backups. */
@Command(
    name = "backup",
    description = "Creates, lists, restores and deletes backups of indexes, and their schedules.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = BackupScheduleCommand.class)
public final class BackupCommand {
  @Command(name = "create", description = "Backs up an index, and waits until the backup is ready.")
  void create(
      @Mixin ClientConnection client,
      @Mixin IndexOption index,
      @Mixin WaitOptions waiting,
      @Mixin OutputOptions output,
      @Option(
              names = "--backup-name",
              paramLabel = "NAME",
              description = "The name of the backup. Default: none.")
          @Nullable String backupName,
      @Option(
              names = "--description",
              paramLabel = "TEXT",
              description = "The description of the backup. Default: none.")
          @Nullable String description) {
    CreateBackupRequest.Builder request = CreateBackupRequest.builder(index.name());
    if (backupName != null) {
      request.name(backupName);
    }
    if (description != null) {
      request.description(description);
    }
    client.use(
        control -> {
          BackupDescription created = control.createBackup(request.build());
          output.note("created backup " + created.id());
          output.printFacts(
              facts(
                  waiting.isAsked()
                      ? control.awaitBackupReady(created.id(), waiting.timeout())
                      : created));
        });
  }

  @Command(name = "list", description = "Lists the backups of an index, or of all indexes.")
  void list(
      @Mixin ClientConnection client,
      @Mixin OutputOptions output,
      @Option(
              names = {"-n", "-i", "--name", "--index-name"},
              paramLabel = "NAME",
              description = "Lists only backups of this index.")
          @Nullable String indexName,
      @Option(names = "--include-deleted", description = "Lists backups of deleted indexes too.")
          boolean includeDeleted) {
    ListBackupsRequest.Builder request =
        ListBackupsRequest.builder().includeDeleted(includeDeleted);
    if (indexName != null) {
      request.index(indexName);
    }
    client.use(
        control -> {
          List<BackupDescription> found = control.listAllBackups(request.build()).stream().toList();
          Table table = Table.of("ID", "INDEX", "NAME", "STATUS", "CREATED");
          found.forEach(
              backup ->
                  table.row(
                      backup.id(),
                      backup.sourceIndexName(),
                      backup.name().orElse(null),
                      backup.status(),
                      backup.createdAt().orElse(null)));
          output.print(Map.of("backups", found.stream().map(BackupCommand::facts).toList()), table);
        });
  }

  @Command(name = "describe", description = "Shows the state and the content of a backup.")
  void describe(@Mixin ClientConnection client, @Mixin IdOption id, @Mixin OutputOptions output) {
    client.use(control -> output.printFacts(facts(control.describeBackup(id.id()))));
  }

  @Command(
      name = "restore",
      description = "Creates an index from a backup, and waits until it is ready.")
  void restore(
      @Mixin ClientConnection client,
      @Mixin IdOption id,
      @Mixin IndexOption index,
      @Mixin WaitOptions waiting,
      @Mixin OutputOptions output,
      @Mixin NewIndexOptions settings) {
    CreateIndexFromBackupRequest.Builder request =
        CreateIndexFromBackupRequest.builder(id.id(), index.name());
    request.deletionProtection(settings.isProtected());
    settings.tags().forEach(request::tag);
    client.use(
        control -> {
          String job = control.createIndexFromBackup(request.build()).restoreJobId();
          output.note("started restore job " + job);
          output.printFacts(
              facts(
                  waiting.isAsked()
                      ? control.awaitRestore(job, waiting.timeout())
                      : control.describeRestoreJob(job)));
        });
  }

  @Command(
      name = "restores",
      description = "Lists the jobs that create indexes from backups, with their progress.")
  void restores(@Mixin ClientConnection client, @Mixin OutputOptions output) {
    client.use(
        control -> {
          List<RestoreJobDescription> jobs = control.listAllRestoreJobs().stream().toList();
          Table table = Table.of("ID", "BACKUP", "INDEX", "STATUS", "PERCENT");
          jobs.forEach(
              job ->
                  table.row(
                      job.id(),
                      job.backupId(),
                      job.targetIndexName(),
                      job.status(),
                      facts(job).get("percentComplete")));
          output.print(
              Map.of("restoreJobs", jobs.stream().map(BackupCommand::facts).toList()), table);
        });
  }

  @Command(name = "delete", description = "Deletes a backup, after a question.")
  void delete(
      @Mixin ClientConnection client,
      @Mixin IdOption id,
      @Mixin Confirmation question,
      @Mixin OutputOptions output) {
    client.use(
        control -> {
          BackupDescription found = control.describeBackup(id.id());
          question.require(
              "delete backup " + found.id() + " of index '" + found.sourceIndexName() + "'");
          control.deleteBackup(found.id());
          output.note("deleted backup " + found.id());
        });
  }

  private static Map<String, @Nullable Object> facts(BackupDescription backup) {
    return new ResultFacts()
        .put("id", backup.id())
        .put("name", backup.name())
        .put("description", backup.description())
        .put("index", backup.sourceIndexName())
        .put("status", backup.status())
        .put("cloud", backup.cloud().value())
        .put("region", backup.region())
        .put("dimension", backup.dimension())
        .put("metric", backup.metric().map(metric -> metric.value()))
        .put("recordCount", backup.recordCount())
        .put("namespaceCount", backup.namespaceCount())
        .put("sizeBytes", backup.sizeBytes())
        .put("createdAt", backup.createdAt())
        .put("tags", backup.tags())
        .asMap();
  }

  private static Map<String, @Nullable Object> facts(RestoreJobDescription job) {
    return new ResultFacts()
        .put("id", job.id())
        .put("backupId", job.backupId())
        .put("index", job.targetIndexName())
        .put("status", job.status())
        .put("percentComplete", job.percentComplete())
        .put("createdAt", job.createdAt())
        .put("completedAt", job.completedAt())
        .asMap();
  }
}
