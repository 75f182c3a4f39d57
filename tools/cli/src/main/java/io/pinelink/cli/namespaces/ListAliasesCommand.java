package io.pinelink.cli.namespaces;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.NamespaceAlias;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the aliases of an index. */
@Command(
    name = "list",
    description = "Lists the aliases of an index and the namespaces that they stand for.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink alias list --index-name docs",
      "  pinelink alias list --index-name docs --target en --json",
    })
final class ListAliasesCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--target",
      paramLabel = "NAMESPACE",
      description = "Lists only aliases of this namespace.")
  @Nullable String target;

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      ListNamespaceAliasesRequest request =
          target == null
              ? ListNamespaceAliasesRequest.all()
              : ListNamespaceAliasesRequest.ofTarget(target);
      List<NamespaceAlias> found =
          connection.namespaces(opened).listAllAliases(request).stream().toList();
      Table table = Table.of("ALIAS", "NAMESPACE", "UPDATED");
      found.forEach(
          alias ->
              table.row(alias.name(), alias.targetNamespace(), alias.updatedAt().orElse(null)));
      output.print(Map.of("aliases", found.stream().map(NamespaceFacts::of).toList()), table);
    }
    return ExitCode.DONE.code();
  }
}
