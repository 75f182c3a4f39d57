package io.pinelink.cli.data;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Returns vectors or documents by id or filter. */
@Command(
    name = "fetch",
    description =
        "Returns vectors or documents by id or by a filter. Exits with 4 if an id does not exist.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pinelink fetch --index-name docs a b",
      "  pinelink fetch --index-name docs --filter '{\"genre\": \"drama\"}' --json",
    })
public final class FetchCommand implements Callable<Integer> {
  private static final int MAX_IDS = 1_000;
  private static final int MAX_PER_CALL = 100;

  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin IdArguments ids = new IdArguments();

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "JSON",
      description = "A filter in place of ids: a JSON object, @FILE or -.")
  @Nullable String filter;

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "The maximum number of results by a filter. Default: ${DEFAULT-VALUE}.")
  int limit;

  @Override
  public Integer call() {
    if (ids.areGiven() == (filter != null)) {
      throw new FailedCommand(ExitCode.INVALID, "name ids, or a --filter");
    }
    if (limit < 1) {
      throw new FailedCommand(ExitCode.INVALID, "--limit is " + limit + ", expected 1 or more");
    }
    List<String> wanted = ids.all();
    if (wanted.size() > MAX_IDS) {
      throw new FailedCommand(
          ExitCode.INVALID,
          wanted.size() + " ids are given, expected at most " + MAX_IDS + "; use export for more");
    }
    Set<String> missing = new LinkedHashSet<>(wanted);
    try (Pinelink client = connection.open()) {
      if (connection.isDocuments(client)) {
        printDocuments(documents(client, wanted), missing);
      } else {
        printVectors(vectors(client, wanted), missing);
      }
    }
    if (missing.isEmpty()) {
      return ExitCode.DONE.code();
    }
    throw new FailedCommand(
        ExitCode.NOT_FOUND,
        missing.size() + " of " + wanted.size() + " ids do not exist: " + shown(missing));
  }

  private static String shown(Set<String> ids) {
    int max = 10;
    return String.join(", ", ids.stream().limit(max).toList()) + (ids.size() > max ? ", …" : "");
  }

  private List<Vector> vectors(Pinelink client, List<String> wanted) {
    Index index = connection.vectors(client);
    if (filter != null) {
      Filter condition = FilterArgument.of(filter);
      try (Stream<Vector> all =
          index.fetchAllByMetadata(FetchByMetadataRequest.matching(condition)).stream()) {
        return all.limit(limit).toList();
      }
    }
    List<Vector> found = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += MAX_PER_CALL) {
      List<String> part = wanted.subList(from, Math.min(wanted.size(), from + MAX_PER_CALL));
      Map<String, Vector> vectors = index.fetch(FetchRequest.byIds(part)).vectors();
      part.stream().filter(vectors::containsKey).map(vectors::get).forEach(found::add);
    }
    return found;
  }

  private void printVectors(List<Vector> vectors, Set<String> missing) {
    Map<String, @Nullable Object> byId = new LinkedHashMap<>();
    Table table = Table.of("ID", "VALUES", "SPARSE", "METADATA");
    for (Vector vector : vectors) {
      missing.remove(vector.id());
      byId.put(vector.id(), RowJson.of(vector));
      table.row(
          vector.id(),
          vector.dimension(),
          vector.sparseValues().map(sparse -> (Object) sparse.size()).orElse(null),
          vector.metadata().isEmpty() ? null : vector.metadata().toJson());
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("vectors", byId);
    json.put("namespace", connection.namespace());
    output.print(json, table);
  }

  private List<Document> documents(Pinelink client, List<String> wanted) {
    FetchDocumentsRequest request =
        filter != null
            ? FetchDocumentsRequest.matching(FilterArgument.of(filter))
            : FetchDocumentsRequest.byIds(wanted);
    try (Stream<Document> all = connection.documents(client).fetchAll(request).stream()) {
      return all.limit(filter == null ? MAX_IDS : limit).toList();
    }
  }

  private void printDocuments(List<Document> documents, Set<String> missing) {
    List<Object> list = new ArrayList<>();
    Table table = Table.of("ID", "FIELDS");
    for (Document document : documents) {
      missing.remove(document.id());
      list.add(RowJson.of(document));
      table.row(document.id(), FieldText.of(document.fields()));
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("documents", list);
    json.put("namespace", connection.namespace());
    output.print(json, table);
  }
}
