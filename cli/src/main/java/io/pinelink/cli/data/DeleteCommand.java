package io.pinelink.cli.data;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.documents.DeleteDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes vectors or documents. */
@Command(
    name = "delete",
    description =
        "Deletes vectors or documents by id, by a filter, or all of a namespace. Asks first, unless"
            + " only ids are given.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink delete --index-name docs a b",
      "  pinelink delete --index-name docs --filter '{\"genre\": \"poetry\"}' --yes",
    })
public final class DeleteCommand implements Callable<Integer> {
  private static final int MAX_PER_CALL = 1_000;

  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin Confirmation confirmation = new Confirmation();
  @Mixin IdArguments ids = new IdArguments();

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "JSON",
      description = "Deletes what matches a filter: a JSON object, @FILE or -.")
  @Nullable String filter;

  @Option(
      names = {"--all", "--all-vectors"},
      description = "Deletes everything in the namespace.")
  boolean all;

  @Override
  public Integer call() {
    int kinds = (ids.areGiven() ? 1 : 0) + (filter == null ? 0 : 1) + (all ? 1 : 0);
    if (kinds != 1) {
      throw new FailedCommand(
          ExitCode.INVALID, "say what to delete, in one way: ids, --filter or --all");
    }
    NamespaceArgument.check(connection);
    List<String> wanted = ids.all();
    Filter condition = filter == null ? null : FilterArgument.of(filter);
    try (Pinelink client = connection.open()) {
      boolean isDocuments = connection.isDocuments(client);
      if (wanted.isEmpty()) {
        confirmation.require(
            "delete "
                + (condition == null ? "all " : "the ")
                + (isDocuments ? "documents" : "vectors")
                + " of "
                + where()
                + (condition == null ? "" : " that match the filter"));
      }
      if (isDocuments) {
        deleteDocuments(client, wanted, condition);
      } else {
        deleteVectors(client, wanted, condition);
      }
    }
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("index", connection.target());
    facts.put("namespace", connection.namespace());
    facts.put("ids", wanted.isEmpty() ? null : wanted.size());
    facts.put("deleted", wanted.isEmpty() ? (all ? "all" : "by filter") : "by id");
    output.printFacts(facts);
    return ExitCode.DONE.code();
  }

  private String where() {
    return connection.hasNamespace()
        ? "namespace '" + connection.namespace() + "' of " + connection.target()
        : "the default namespace of " + connection.target();
  }

  private void deleteVectors(Pinelink client, List<String> wanted, @Nullable Filter condition) {
    if (wanted.isEmpty()) {
      connection
          .vectors(client)
          .delete(condition == null ? DeleteRequest.all() : DeleteRequest.matching(condition));
      return;
    }
    for (List<String> part : parts(wanted)) {
      connection.vectors(client).delete(DeleteRequest.byIds(part));
    }
  }

  private void deleteDocuments(Pinelink client, List<String> wanted, @Nullable Filter condition) {
    if (wanted.isEmpty()) {
      connection
          .documents(client)
          .delete(
              condition == null
                  ? DeleteDocumentsRequest.all()
                  : DeleteDocumentsRequest.matching(condition));
      return;
    }
    for (List<String> part : parts(wanted)) {
      connection.documents(client).delete(DeleteDocumentsRequest.byIds(part));
    }
  }

  private static List<List<String>> parts(List<String> ids) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += MAX_PER_CALL) {
      parts.add(ids.subList(from, Math.min(ids.size(), from + MAX_PER_CALL)));
    }
    return parts;
  }
}
