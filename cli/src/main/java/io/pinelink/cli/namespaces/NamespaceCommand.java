package io.pinelink.cli.namespaces;

import picocli.CommandLine.Command;

/** Commands for namespaces. */
@Command(
    name = "namespace",
    description = "Lists, creates and deletes the namespaces of an index.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListNamespacesCommand.class,
      DescribeNamespaceCommand.class,
      CreateNamespaceCommand.class,
      DeleteNamespaceCommand.class
    })
public final class NamespaceCommand {}
