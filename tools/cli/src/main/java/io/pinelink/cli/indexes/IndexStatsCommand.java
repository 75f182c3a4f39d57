package io.pinelink.cli.indexes;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.cli.output.Table;
import io.pinelink.model.IndexStats;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts the records of an index. */
@Command(
    name = "stats",
    description =
        "Counts what an index holds, by namespace. Asks the index itself, over its route.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink index stats --index-name docs",
      "  pinelink index stats --host-book hosts.properties -n docs --json",
    })
final class IndexStatsCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    try (Pinelink opened = connection.open()) {
      IndexStats stats =
          connection.isDocuments(opened)
              ? connection.documents(opened).describeIndexStats()
              : connection.vectors(opened).describeIndexStats();
      Table table = Table.of("NAMESPACE", "RECORDS");
      new TreeMap<>(stats.namespaces())
          .forEach((name, count) -> table.row(name.isEmpty() ? "__default__" : name, count));
      output.print(facts(stats), table);
      if (!output.isJson()) {
        output.note(stats.totalVectorCount() + " records in " + connection.route(opened));
      }
    }
    return ExitCode.DONE.code();
  }

  private Map<String, @Nullable Object> facts(IndexStats stats) {
    return new ResultFacts()
        .put("namespaces", new TreeMap<>(stats.namespaces()))
        .put("totalRecordCount", stats.totalVectorCount())
        .put("dimension", stats.dimension())
        .put("metric", stats.metric())
        .put("vectorType", stats.vectorType())
        .put("indexFullness", stats.indexFullness())
        .put("memoryFullness", stats.memoryFullness())
        .put("storageFullness", stats.storageFullness())
        .asMap();
  }
}
