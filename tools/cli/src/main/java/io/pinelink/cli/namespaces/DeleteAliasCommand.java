package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes an alias. */
@Command(
    name = "delete",
    description = "Deletes an alias, after a question. The namespace stays.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink alias delete --index-name docs --name live --yes",
      "  pinelink alias delete -n docs --name missing --yes   # exit code 4",
    })
final class DeleteAliasCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin AliasOption alias = new AliasOption();
  @Mixin Confirmation question = new Confirmation();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    String name = alias.name();
    try (Pinelink opened = connection.open()) {
      String namespace = connection.namespaces(opened).describeAlias(name).targetNamespace();
      question.require("delete alias '" + name + "' of namespace '" + namespace + "'");
      connection.namespaces(opened).deleteAlias(name);
      output.note("deleted alias '" + name + "'");
    }
    return ExitCode.DONE.code();
  }
}
