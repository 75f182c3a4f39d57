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
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink namespace list --index-name docs",
      "  pinelink namespace create --index-name docs --name fr",
    })
public final class NamespaceCommand {}
