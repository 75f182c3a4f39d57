package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes an alias. */
@Command(
    name = "describe",
    description = "Shows the namespace that an alias stands for.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink alias describe --index-name docs --name live",
      "  pinelink alias describe -n docs --name missing   # exit code 4",
    })
final class DescribeAliasCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin AliasOption alias = new AliasOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      output.printFacts(
          NamespaceFacts.of(connection.namespaces(opened).describeAlias(alias.name())));
    }
    return ExitCode.DONE.code();
  }
}
