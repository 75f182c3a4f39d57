package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Points an alias to another namespace. */
@Command(
    name = "repoint",
    description = "Points an alias to another namespace, for all readers at once.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink alias repoint --index-name docs --name live --target __default__",
      "  pinelink alias repoint -n docs --name missing --target en   # exit code 4",
    })
final class RepointAliasCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin AliasTargetOptions alias = new AliasTargetOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      output.printFacts(
          NamespaceFacts.of(
              connection.namespaces(opened).repointAlias(alias.name(), alias.target())));
    }
    return ExitCode.DONE.code();
  }
}
