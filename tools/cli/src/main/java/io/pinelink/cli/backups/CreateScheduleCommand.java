package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.CreateBackupScheduleRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a backup schedule. */
@Command(
    name = "create",
    description = "Creates a schedule that backs up an index.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup schedule create --index-name docs --schedule-name nightly \\",
      "    --frequency daily --expire-after-days 7",
      "  pinelink backup schedule create -n docs-copy --schedule-name weekly \\",
      "    --frequency weekly --expire-after-days 30 --json",
    })
final class CreateScheduleCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IndexOption index = new IndexOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--schedule-name",
      required = true,
      paramLabel = "NAME",
      description = "The name of the schedule.")
  String scheduleName = "";

  @Option(
      names = "--frequency",
      required = true,
      paramLabel = "FREQUENCY",
      description = "daily, weekly or monthly.")
  String frequency = "";

  @Option(
      names = "--expire-after-days",
      required = true,
      paramLabel = "N",
      description = "The number of days for which its backups are kept, 1 or more.")
  int expireAfterDays;

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      output.printFacts(
          BackupFacts.of(
              opened
                  .controlPlane()
                  .createBackupSchedule(
                      CreateBackupScheduleRequest.of(
                          index.name(),
                          scheduleName,
                          new BackupFrequency(frequency),
                          expireAfterDays))));
    }
    return ExitCode.DONE.code();
  }
}
