package io.pinelink.cli.indexes;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Describes an index. */
@Command(
    name = "describe",
    description =
        "Shows what the control plane knows of an index: its hosts, its schema and its " + "state.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink index describe --name docs",
      "  pinelink index describe --name missing   # exit code 4",
    })
final class DescribeIndexCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin IndexOption index = new IndexOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      output.printFacts(IndexFacts.of(opened.controlPlane().describeIndex(index.name())));
    }
    return ExitCode.DONE.code();
  }
}
