package io.pinelink.cli.indexes;

import picocli.CommandLine.Command;

/** Commands for indexes. */
@Command(
    name = "index",
    description = "Lists, creates, changes and deletes indexes over the control plane.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListIndexesCommand.class,
      DescribeIndexCommand.class,
      IndexStatsCommand.class,
      CreateIndexCommand.class,
      ConfigureIndexCommand.class,
      DeleteIndexCommand.class
    })
public final class IndexCommand {}
