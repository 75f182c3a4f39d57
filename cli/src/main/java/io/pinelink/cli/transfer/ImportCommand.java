package io.pinelink.cli.transfer;

import io.pinelink.cli.indexes.CancelImportCommand;
import io.pinelink.cli.indexes.DescribeImportCommand;
import io.pinelink.cli.indexes.ListImportsCommand;
import io.pinelink.cli.indexes.StartImportCommand;
import picocli.CommandLine.Command;

/** Imports: the commands for those that the service runs. */
@Command(
    name = "import",
    description = "Starts, lists and cancels imports that the service runs from a bucket.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StartImportCommand.class,
      ListImportsCommand.class,
      DescribeImportCommand.class,
      CancelImportCommand.class
    })
public final class ImportCommand {}
