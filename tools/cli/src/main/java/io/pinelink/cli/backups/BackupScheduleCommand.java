package io.pinelink.cli.backups;

import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IdOption;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.cli.output.Table;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.UpdateBackupScheduleRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands for the schedules of backups. */
@Command(
    name = "schedule",
    description = "Lists, creates, changes and deletes schedules of backups.",
    synopsisSubcommandLabel = "COMMAND")
final class BackupScheduleCommand {
  @Command(name = "list", description = "Lists the backup schedules of an index.")
  void list(@Mixin ClientConnection client, @Mixin IndexOption index, @Mixin OutputOptions output) {
    client.use(
        control -> {
          List<BackupScheduleDescription> found =
              control
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
          output.print(
              Map.of("schedules", found.stream().map(BackupScheduleCommand::facts).toList()),
              table);
        });
  }

  @Command(name = "create", description = "Creates a schedule that backs up an index.")
  void create(
      @Mixin ClientConnection client,
      @Mixin IndexOption index,
      @Mixin OutputOptions output,
      @Option(
              names = "--schedule-name",
              required = true,
              paramLabel = "NAME",
              description = "The name of the schedule.")
          String scheduleName,
      @Option(
              names = "--frequency",
              required = true,
              paramLabel = "FREQUENCY",
              description = "daily, weekly or monthly.")
          String frequency,
      @Option(
              names = "--expire-after-days",
              required = true,
              paramLabel = "N",
              description = "The number of days for which its backups are kept, 1 or more.")
          int expireAfterDays) {
    client.use(
        control ->
            output.printFacts(
                facts(
                    control.createBackupSchedule(
                        CreateBackupScheduleRequest.of(
                            index.name(),
                            scheduleName,
                            new BackupFrequency(frequency),
                            expireAfterDays)))));
  }

  @Command(name = "update", description = "Changes a backup schedule, or turns it on or off.")
  void update(
      @Mixin ClientConnection client,
      @Mixin IdOption id,
      @Mixin OutputOptions output,
      @Option(
              names = "--frequency",
              paramLabel = "FREQUENCY",
              description = "daily, weekly or monthly.")
          @Nullable String frequency,
      @Option(
              names = "--expire-after-days",
              paramLabel = "N",
              description = "The number of days for which its backups are kept, 1 or more.")
          @Nullable Integer expireAfterDays,
      @Option(
              names = "--enabled",
              arity = "1",
              paramLabel = "true|false",
              description = "Whether the schedule creates backups.")
          @Nullable Boolean enabled) {
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
    client.use(control -> output.printFacts(facts(control.updateBackupSchedule(request.build()))));
  }

  @Command(
      name = "delete",
      description = "Deletes a backup schedule, after a question. Its backups stay.")
  void delete(
      @Mixin ClientConnection client,
      @Mixin IdOption id,
      @Mixin Confirmation question,
      @Mixin OutputOptions output) {
    client.use(
        control -> {
          BackupScheduleDescription found = control.describeBackupSchedule(id.id());
          question.require("delete backup schedule '" + found.name() + "'");
          control.deleteBackupSchedule(found.id());
          output.note("deleted backup schedule '" + found.name() + "'");
        });
  }

  private static Map<String, @Nullable Object> facts(BackupScheduleDescription schedule) {
    return new ResultFacts()
        .put("id", schedule.id())
        .put("name", schedule.name())
        .put("frequency", schedule.frequency().value())
        .put("expireAfterDays", schedule.expireAfterDays())
        .put("enabled", schedule.enabled())
        .put("nextScheduledRun", schedule.nextScheduledRun())
        .put("createdAt", schedule.createdAt())
        .asMap();
  }
}
