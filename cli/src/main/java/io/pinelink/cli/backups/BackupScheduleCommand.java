package io.pinelink.cli.backups;

import picocli.CommandLine.Command;

/** Commands for the schedules of backups. */
@Command(
    name = "schedule",
    description = "Lists, creates, changes and deletes schedules of backups.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListSchedulesCommand.class,
      CreateScheduleCommand.class,
      UpdateScheduleCommand.class,
      DeleteScheduleCommand.class
    })
public final class BackupScheduleCommand {}
