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
    })
public final class AliasCommand {}
