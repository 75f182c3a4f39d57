package io.pinelink.cli.backups;

import picocli.CommandLine.Command;

/** Commands for backups. */
@Command(
    name = "backup",
    description = "Creates, lists, restores and deletes backups of indexes, and their schedules.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CreateBackupCommand.class,
      ListBackupsCommand.class,
      DescribeBackupCommand.class,
      RestoreBackupCommand.class,
      ListRestoresCommand.class,
      DeleteBackupCommand.class,
      BackupScheduleCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink backup create --index-name docs",
      "  pinelink backup list --index-name docs",
    })
public final class BackupCommand {}
