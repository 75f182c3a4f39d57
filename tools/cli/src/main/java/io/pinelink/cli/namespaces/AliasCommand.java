package io.pinelink.cli.namespaces;

import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.cli.output.Table;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.NamespaceAlias;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands for aliases of namespaces. */
@Command(
    name = "alias",
    description = "Lists, creates, repoints and deletes aliases of namespaces.",
    synopsisSubcommandLabel = "COMMAND")
public final class AliasCommand {
  /** The alias that a command is about. */
  static final class Name {
    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "The name of the alias.")
    String name = "";
  }

  /** The namespace that an alias will stand for. */
  static final class Target {
    @Option(
        names = "--target",
        required = true,
        paramLabel = "NAMESPACE",
        description = "The namespace that the alias stands for.")
    String namespace = "";
  }

  @Command(
      name = "list",
      description = "Lists the aliases of an index and the namespaces that they stand for.")
  void list(
      @Mixin IndexConnection connection,
      @Mixin OutputOptions output,
      @Option(
              names = "--target",
              paramLabel = "NAMESPACE",
              description = "Lists only aliases of this namespace.")
          @Nullable String target) {
    ListNamespaceAliasesRequest request =
        target == null
            ? ListNamespaceAliasesRequest.all()
            : ListNamespaceAliasesRequest.ofTarget(target);
    connection.use(
        opened -> {
          List<NamespaceAlias> found =
              connection.namespaces(opened).listAllAliases(request).stream().toList();
          Table table = Table.of("ALIAS", "NAMESPACE", "UPDATED");
          found.forEach(
              alias ->
                  table.row(alias.name(), alias.targetNamespace(), alias.updatedAt().orElse(null)));
          output.print(Map.of("aliases", found.stream().map(AliasCommand::facts).toList()), table);
        });
  }

  @Command(name = "describe", description = "Shows the namespace that an alias stands for.")
  void describe(@Mixin IndexConnection connection, @Mixin OutputOptions output, @Mixin Name alias) {
    connection.use(
        opened ->
            output.printFacts(facts(connection.namespaces(opened).describeAlias(alias.name))));
  }

  @Command(
      name = "create",
      description =
          "Creates an alias of a namespace, which commands and programs use like its name.")
  void create(
      @Mixin IndexConnection connection,
      @Mixin OutputOptions output,
      @Mixin Name alias,
      @Mixin Target target) {
    connection.use(
        opened ->
            output.printFacts(
                facts(connection.namespaces(opened).createAlias(alias.name, target.namespace))));
  }

  @Command(
      name = "repoint",
      description = "Points an alias to another namespace, for all readers at once.")
  void repoint(
      @Mixin IndexConnection connection,
      @Mixin OutputOptions output,
      @Mixin Name alias,
      @Mixin Target target) {
    connection.use(
        opened ->
            output.printFacts(
                facts(connection.namespaces(opened).repointAlias(alias.name, target.namespace))));
  }

  @Command(
      name = "delete",
      description = "Deletes an alias, after a question. The namespace stays.")
  void delete(
      @Mixin IndexConnection connection,
      @Mixin OutputOptions output,
      @Mixin Name alias,
      @Mixin Confirmation question) {
    connection.use(
        opened -> {
          String namespace =
              connection.namespaces(opened).describeAlias(alias.name).targetNamespace();
          question.require("delete alias '" + alias.name + "' of namespace '" + namespace + "'");
          connection.namespaces(opened).deleteAlias(alias.name);
          output.note("deleted alias '" + alias.name + "'");
        });
  }

  private static Map<String, @Nullable Object> facts(NamespaceAlias alias) {
    return new ResultFacts()
        .put("name", alias.name())
        .put("targetNamespace", alias.targetNamespace())
        .put("createdAt", alias.createdAt())
        .put("updatedAt", alias.updatedAt())
        .asMap();
  }
}
