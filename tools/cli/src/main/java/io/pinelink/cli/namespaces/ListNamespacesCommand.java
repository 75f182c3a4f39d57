package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceDescription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the namespaces of an index. */
@Command(
    name = "list",
    description = "Lists the namespaces of an index with the number of records in each.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink namespace list --index-name docs",
      "  pinelink namespace list --index-name docs --prefix e --json",
    })
final class ListNamespacesCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Lists only names that start with it.")
  @Nullable String prefix;

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      ListNamespacesRequest request =
          prefix == null ? ListNamespacesRequest.all() : ListNamespacesRequest.withPrefix(prefix);
      List<NamespaceDescription> found =
          connection.namespaces(opened).listAll(request).stream().toList();
      Table table = Table.of("NAMESPACE", "RECORDS");
      found.forEach(namespace -> table.row(namespace.name(), namespace.recordCount()));
      output.print(Map.of("namespaces", found.stream().map(NamespaceFacts::of).toList()), table);
    }
    return ExitCode.DONE.code();
  }
}
