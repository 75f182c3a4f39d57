package io.pinelink.cli.backups;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.UpdateBackupScheduleRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a backup schedule. */
@Command(
    name = "update",
    description = "Changes a backup schedule, or turns it on or off.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup schedule update --id missing --enabled=false # exit code 4",
      "  pinelink backup schedule update --id missing --frequency weekly # exit code 4",
    })
final class UpdateScheduleCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IdOption id = new IdOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--frequency",
      paramLabel = "FREQUENCY",
      description = "daily, weekly or monthly.")
  @Nullable String frequency;

  @Option(
      names = "--expire-after-days",
      paramLabel = "N",
      description = "The number of days for which its backups are kept, 1 or more.")
  @Nullable Integer expireAfterDays;

  @Option(
      names = "--enabled",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether the schedule creates backups.")
  @Nullable Boolean enabled;

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      UpdateBackupScheduleRequest.Builder request = UpdateBackupScheduleRequest.builder(id.id());
      if (frequency != null) {
        request.frequency(new BackupFrequency(frequency));
      }
      if (expireAfterDays != null) {
        request.expireAfterDays(expireAfterDays);
      }
      if (enabled != null) {
        request.enabled(enabled);
      }
      output.printFacts(
          BackupFacts.of(opened.controlPlane().updateBackupSchedule(request.build())));
    }
    return ExitCode.DONE.code();
  }
}
