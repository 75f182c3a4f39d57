package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes a namespace. */
@Command(
    name = "describe",
    description =
        "Shows the number of records in a namespace, and the fields that filters may use.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink namespace describe --index-name docs --name en",
      "  pinelink namespace describe -n docs --name fr   # exit code 4",
    })
final class DescribeNamespaceCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin NamespaceOption namespace = new NamespaceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      output.printFacts(
          NamespaceFacts.of(connection.namespaces(opened).describe(namespace.name(connection))));
    }
    return ExitCode.DONE.code();
  }
}
