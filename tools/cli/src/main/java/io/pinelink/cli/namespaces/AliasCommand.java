package io.pinelink.cli.namespaces;

import picocli.CommandLine.Command;

/** Commands for aliases of namespaces. */
@Command(
    name = "alias",
    description = "Lists, creates, repoints and deletes aliases of namespaces.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListAliasesCommand.class,
      DescribeAliasCommand.class,
      CreateAliasCommand.class,
      RepointAliasCommand.class,
      DeleteAliasCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink alias list --index-name docs",
      "  pinelink alias create --index-name docs --name today --target en",
    })
public final class AliasCommand {}
