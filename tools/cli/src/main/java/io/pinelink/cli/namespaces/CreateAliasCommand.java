package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Creates an alias. */
@Command(
    name = "create",
    description = "Creates an alias of a namespace, which commands and programs use like its name.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink alias create --index-name docs --name today --target en",
      "  pinelink alias create -n docs --name next --target en --json",
    })
final class CreateAliasCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin AliasTargetOptions alias = new AliasTargetOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      output.printFacts(
          NamespaceFacts.of(
              connection.namespaces(opened).createAlias(alias.name(), alias.target())));
    }
    return ExitCode.DONE.code();
  }
}
