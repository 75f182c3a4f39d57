package io.pinelink.cli.indexes;

import io.pinelink.cli.connection.ClientConnection;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.connection.IndexOption;
import io.pinelink.cli.connection.WaitOptions;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.cli.output.Table;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.model.IndexStats;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands for indexes. */
@Command(
    name = "index",
    description = "Lists, creates, changes and deletes indexes over the control plane.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CreateIndexCommand.class)
public final class IndexCommand {
  @Command(name = "list", description = "Lists the indexes of the project of the API key.")
  void list(@Mixin ClientConnection client, @Mixin OutputOptions output) {
    client.use(
        control -> {
          List<Map<String, @Nullable Object>> indexes =
              control.listIndexes().items().stream().map(IndexFacts::of).toList();
          Table table = Table.of("NAME", "FAMILY", "DIMENSION", "METRIC", "STATE", "HOST");
          indexes.forEach(
              index ->
                  table.row(
                      index.get("name"),
                      index.get("family"),
                      index.get("dimension"),
                      index.get("metric"),
                      index.get("state"),
                      index.get("host")));
          output.print(Map.of("indexes", indexes), table);
        });
  }

  @Command(
      name = "describe",
      description =
          "Shows what the control plane knows of an index: its hosts, its schema and its state.")
  void describe(
      @Mixin ClientConnection client, @Mixin IndexOption index, @Mixin OutputOptions output) {
    client.use(control -> output.printFacts(IndexFacts.of(control.describeIndex(index.name()))));
  }

  @Command(
      name = "stats",
      description =
          "Counts what an index holds, by namespace. Asks the index itself, over its route.")
  void stats(@Mixin IndexConnection connection, @Mixin OutputOptions output) {
    connection.use(
        opened -> {
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
        });
  }

  private static Map<String, @Nullable Object> facts(IndexStats stats) {
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

  @Command(
      name = "configure",
      description = "Changes deletion protection, tags and read capacity of an index.")
  void configure(
      @Mixin ClientConnection client,
      @Mixin IndexOption index,
      @Mixin ReadCapacityOptions capacity,
      @Mixin OutputOptions output,
      @Option(
              names = "--deletion-protection",
              paramLabel = "enabled|disabled",
              description = "Whether the index refuses to be deleted.")
          @Nullable EnabledText deletionProtection,
      @Option(
              names = "--tags",
              paramLabel = "KEY=VALUE",
              split = ",",
              description = "Tags to set; one without a value is removed.")
          @Nullable Map<String, String> tags) {
    client.use(
        control -> {
          ConfigureIndexRequest.Builder request = ConfigureIndexRequest.builder(index.name());
          if (deletionProtection != null) {
            request.deletionProtection(deletionProtection == EnabledText.ENABLED);
          }
          if (tags != null) {
            tags.forEach(
                (key, value) -> {
                  if (value.isEmpty()) {
                    request.removeTag(key);
                  } else {
                    request.tag(key, value);
                  }
                });
          }
          capacity.changedCapacity().ifPresent(request::readCapacity);
          output.printFacts(IndexFacts.of(control.configureIndex(request.build())));
        });
  }

  @Command(
      name = "delete",
      description = "Deletes an index with everything in it, after a question.")
  void delete(
      @Mixin ClientConnection client,
      @Mixin IndexOption index,
      @Mixin WaitOptions waiting,
      @Mixin Confirmation question,
      @Mixin OutputOptions output) {
    client.use(
        control -> {
          String name = control.describeIndex(index.name()).name();
          question.require("delete index '" + name + "' and everything in it");
          control.deleteIndex(name);
          if (waiting.isAsked()) {
            control.awaitIndexDeleted(name, waiting.timeout());
          }
          output.note("deleted index '" + name + "'");
        });
  }
}
