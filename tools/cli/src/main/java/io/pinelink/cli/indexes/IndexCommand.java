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
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink index list",
      "  pinelink index create --name images --dimension 384 --metric dotproduct",
      "  pinelink index stats --index-name docs",
    })
public final class IndexCommand {}
