package io.pinelink.cli.indexes;

import io.pinelink.ControlPlane;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.connection.WaitOptions;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes an index. */
@Command(
    name = "delete",
    description = "Deletes an index with everything in it, after a question.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink index delete --name docs-copy --yes",
      "  pinelink index delete --name missing --yes   # exit code 4",
    })
final class DeleteIndexCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IndexOption index = new IndexOption();
  @Mixin WaitOptions waiting = new WaitOptions();
  @Mixin Confirmation question = new Confirmation();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      ControlPlane control = opened.controlPlane();
      String name = control.describeIndex(index.name()).name();
      question.require("delete index '" + name + "' and everything in it");
      control.deleteIndex(name);
      if (waiting.isAsked()) {
        control.awaitIndexDeleted(name, waiting.timeout());
      }
      output.note("deleted index '" + name + "'");
    }
    return ExitCode.DONE.code();
  }
}
