package io.pinelink.cli.namespaces;

import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.cli.output.Table;
import io.pinelink.model.MetadataSchema;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceDescription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands for namespaces. */
@Command(
    name = "namespace",
    description = "Lists, creates and deletes the namespaces of an index.",
    synopsisSubcommandLabel = "COMMAND")
public final class NamespaceCommand {
  @Command(
      name = "list",
      description = "Lists the namespaces of an index with the number of records in each.")
  void list(
      @Mixin IndexConnection connection,
      @Mixin OutputOptions output,
      @Option(
              names = "--prefix",
              paramLabel = "TEXT",
              description = "Lists only names that start with it.")
          @Nullable String prefix) {
    ListNamespacesRequest request =
        prefix == null ? ListNamespacesRequest.all() : ListNamespacesRequest.withPrefix(prefix);
    connection.use(
        opened -> {
          List<NamespaceDescription> found =
              connection.namespaces(opened).listAll(request).stream().toList();
          Table table = Table.of("NAMESPACE", "RECORDS");
          found.forEach(namespace -> table.row(namespace.name(), namespace.recordCount()));
          output.print(
              Map.of("namespaces", found.stream().map(NamespaceCommand::facts).toList()), table);
        });
  }

  @Command(
      name = "describe",
      description =
          "Shows the number of records in a namespace, and the fields that filters may use.")
  void describe(
      @Mixin IndexConnection connection,
      @Mixin OutputOptions output,
      @Mixin NamespaceOption namespace) {
    connection.use(
        opened ->
            output.printFacts(
                facts(connection.namespaces(opened).describe(namespace.name(connection)))));
  }

  @Command(
      name = "create",
      description =
          "Creates an empty namespace. A namespace that is written to is created without this.")
  void create(
      @Mixin IndexConnection connection,
      @Mixin OutputOptions output,
      @Mixin NamespaceOption namespace,
      @Option(
              names = "--schema",
              paramLabel = "FIELD",
              split = ",",
              description = "The fields of metadata that filters may use. Default: all.")
          @Nullable List<String> schema) {
    connection.use(
        opened -> {
          CreateNamespaceRequest.Builder request =
              CreateNamespaceRequest.builder(namespace.name(connection));
          if (schema != null) {
            request.schema(new MetadataSchema(Set.copyOf(schema)));
          }
          output.printFacts(facts(connection.namespaces(opened).create(request.build())));
        });
  }

  @Command(
      name = "delete",
      description = "Deletes a namespace with everything in it, after a question.")
  void delete(
      @Mixin IndexConnection connection,
      @Mixin OutputOptions output,
      @Mixin NamespaceOption namespace,
      @Mixin Confirmation question) {
    connection.use(
        opened -> {
          String name = namespace.name(connection);
          long records = connection.namespaces(opened).describe(name).recordCount();
          question.require(
              "delete namespace '%s' of index '%s' with %d records"
                  .formatted(name, connection.target(), records));
          connection.namespaces(opened).delete(name);
          output.note("deleted namespace '" + name + "'");
        });
  }

  private static Map<String, @Nullable Object> facts(NamespaceDescription namespace) {
    return new ResultFacts()
        .put("name", namespace.name())
        .put("recordCount", namespace.recordCount())
        .put("sizeBytes", namespace.sizeBytes())
        .put("filterable", namespace.schema().map(s -> s.filterable().stream().sorted().toList()))
        .put("indexedFields", namespace.indexedFields())
        .asMap();
  }
}
