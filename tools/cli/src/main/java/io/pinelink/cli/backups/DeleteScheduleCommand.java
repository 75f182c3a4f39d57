package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.control.BackupScheduleDescription;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a backup schedule. */
@Command(
    name = "delete",
    description = "Deletes a backup schedule, after a question. Its backups stay.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup schedule delete --id missing --yes   # exit code 4",
      "  pinelink backup schedule delete --id missing -y -j # exit code 4",
    })
final class DeleteScheduleCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IdOption id = new IdOption();
  @Mixin Confirmation question = new Confirmation();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      BackupScheduleDescription found = opened.controlPlane().describeBackupSchedule(id.id());
      question.require("delete backup schedule '" + found.name() + "'");
      opened.controlPlane().deleteBackupSchedule(found.id());
      output.note("deleted backup schedule '" + found.name() + "'");
    }
    return ExitCode.DONE.code();
  }
}
