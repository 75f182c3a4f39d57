package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.ListBackupSchedulesRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the backup schedules of an index. */
@Command(
    name = "list",
    description = "Lists the backup schedules of an index.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup schedule list --index-name docs",
      "  pinelink backup schedule list --index-name docs --json",
    })
final class ListSchedulesCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IndexOption index = new IndexOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      List<BackupScheduleDescription> found =
          opened
              .controlPlane()
              .listAllBackupSchedules(ListBackupSchedulesRequest.ofIndex(index.name()))
              .stream()
              .toList();
      Table table = Table.of("ID", "NAME", "FREQUENCY", "DAYS", "ENABLED", "NEXT");
      found.forEach(
          schedule ->
              table.row(
                  schedule.id(),
                  schedule.name(),
                  schedule.frequency().value(),
                  schedule.expireAfterDays(),
                  schedule.enabled(),
                  schedule.nextScheduledRun().orElse(null)));
      output.print(Map.of("schedules", found.stream().map(BackupFacts::of).toList()), table);
    }
    return ExitCode.DONE.code();
  }
}
