package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.connection.WaitOptions;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.CreateBackupRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs up an index. */
@Command(
    name = "create",
    description = "Backs up an index, and waits until the backup is ready.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup create --index-name docs",
      "  pinelink backup create --index-name docs --backup-name nightly --no-wait",
    })
final class CreateBackupCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IndexOption index = new IndexOption();
  @Mixin WaitOptions waiting = new WaitOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--backup-name",
      paramLabel = "NAME",
      description = "The name of the backup. Default: none.")
  @Nullable String backupName;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "The description of the backup. Default: none.")
  @Nullable String description;

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      CreateBackupRequest.Builder request = CreateBackupRequest.builder(index.name());
      if (backupName != null) {
        request.name(backupName);
      }
      if (description != null) {
        request.description(description);
      }
      BackupDescription created = opened.controlPlane().createBackup(request.build());
      output.note("created backup " + created.id());
      if (waiting.isAsked()) {
        created = opened.controlPlane().awaitBackupReady(created.id(), waiting.timeout());
      }
      output.printFacts(BackupFacts.of(created));
    }
    return ExitCode.DONE.code();
  }
}
