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
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup schedule list --index-name docs",
      "  pinelink backup schedule create --index-name docs --schedule-name nightly \\",
      "    --frequency daily --expire-after-days 7",
    })
public final class BackupScheduleCommand {}
