package io.pinelink.cli.indexes;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.control.IndexDescription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the indexes of a project. */
@Command(
    name = "list",
    description = "Lists the indexes of the project of the API key.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink index list",
      "  pinelink index list --json",
    })
final class ListIndexesCommand implements Callable<Integer> {
  @Mixin ClientConnection client = new ClientConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = client.open()) {
      List<IndexDescription> indexes = opened.controlPlane().listIndexes().items();
      Table table = Table.of("NAME", "FAMILY", "DIMENSION", "METRIC", "STATE", "HOST");
      for (IndexDescription index : indexes) {
        table.row(
            index.name(),
            index.family().orElse(null),
            index.dimension().isPresent() ? index.dimension().getAsInt() : null,
            index.metric().map(metric -> metric.value()).orElse(null),
            index.status().state(),
            index.host().orElse(null));
      }
      output.print(Map.of("indexes", indexes.stream().map(IndexFacts::of).toList()), table);
    }
    return ExitCode.DONE.code();
  }
}
