package io.pinelink.cli.imports;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.imports.ImportDescription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the imports into an index. */
@Command(
    name = "list",
    description = "Lists the imports by the service into an index.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink import list --index-name docs",
      "  pinelink import list --index-name docs --json",
    })
public final class ListImportsCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      List<ImportDescription> found =
          ImportFacts.imports(connection, opened).listAll().stream().toList();
      Table table = Table.of("ID", "STATUS", "RECORDS", "CREATED", "URI");
      found.forEach(
          each ->
              table.row(
                  each.id(),
                  each.status().value(),
                  each.recordsImported(),
                  each.createdAt().orElse(null),
                  each.uri()));
      output.print(Map.of("imports", found.stream().map(ImportFacts::of).toList()), table);
    }
    return ExitCode.DONE.code();
  }
}
