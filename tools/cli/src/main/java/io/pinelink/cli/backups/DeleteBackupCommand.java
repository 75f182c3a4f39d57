package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.control.BackupDescription;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a backup. */
@Command(
    name = "delete",
    description = "Deletes a backup, after a question.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup delete --yes --id 670e8400-e29b-41d4-a716-446655440000",
      "  pinelink backup delete --yes --id missing   # exit code 4",
    })
final class DeleteBackupCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IdOption id = new IdOption();
  @Mixin Confirmation question = new Confirmation();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      BackupDescription described = opened.controlPlane().describeBackup(id.id());
      question.require(
          "delete backup " + described.id() + " of index '" + described.sourceIndexName() + "'");
      opened.controlPlane().deleteBackup(described.id());
      output.note("deleted backup " + described.id());
    }
    return ExitCode.DONE.code();
  }
}
