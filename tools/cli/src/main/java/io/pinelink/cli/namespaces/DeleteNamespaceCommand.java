package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a namespace. */
@Command(
    name = "delete",
    description = "Deletes a namespace with everything in it, after a question.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink namespace create --index-name docs --name old",
      "  pinelink namespace delete --index-name docs --name old --yes",
      "  pinelink namespace delete -n docs --name fr --yes   # exit code 4",
    })
final class DeleteNamespaceCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin NamespaceOption namespace = new NamespaceOption();
  @Mixin Confirmation question = new Confirmation();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      String name = namespace.name(connection);
      long records = connection.namespaces(opened).describe(name).recordCount();
      question.require(
          "delete namespace '"
              + name
              + "' of index '"
              + connection.target()
              + "' with "
              + records
              + " records");
      connection.namespaces(opened).delete(name);
      output.note("deleted namespace '" + name + "'");
    }
    return ExitCode.DONE.code();
  }
}
