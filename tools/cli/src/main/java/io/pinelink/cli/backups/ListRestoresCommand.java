package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.control.RestoreJobDescription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists restore jobs. */
@Command(
    name = "restores",
    description = "Lists the jobs that create indexes from backups, with their progress.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup restores",
      "  pinelink backup restores --json",
    })
final class ListRestoresCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      List<RestoreJobDescription> jobs =
          opened.controlPlane().listAllRestoreJobs().stream().toList();
      Table table = Table.of("ID", "BACKUP", "INDEX", "STATUS", "PERCENT");
      jobs.forEach(
          job ->
              table.row(
                  job.id(),
                  job.backupId(),
                  job.targetIndexName(),
                  job.status(),
                  job.percentComplete().isPresent() ? job.percentComplete().getAsDouble() : null));
      output.print(Map.of("restoreJobs", jobs.stream().map(BackupFacts::of).toList()), table);
    }
    return ExitCode.DONE.code();
  }
}
