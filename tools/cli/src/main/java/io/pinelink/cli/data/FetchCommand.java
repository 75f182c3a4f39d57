package io.pinelink.cli.data;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Returns vectors or documents by id or filter. */
@Command(
    name = "fetch",
    description =
        "Returns vectors or documents by id, any number of them, or by a filter. Exits with 4 if an"
            + " id does not exist.")
public final class FetchCommand implements Callable<Integer> {
  private static final int MAX_PER_CALL = 100;
  private static final int MAX_SHOWN = 10;

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

  private final List<String> shown = new ArrayList<>();
  private long wanted;
  private long missing;

  @Override
  public Integer call() {
    if (ids.areGiven() == (filter != null)) {
      throw FailedCommand.invalid("name ids, or a --filter");
    }
    if (limit < 1) {
      throw FailedCommand.invalid("--limit is " + limit + ", expected 1 or more");
    }
    Filter condition = filter == null ? null : FilterArgument.of(filter);
    try (Pinelink client = connection.open()) {
      if (connection.isDocuments(client)) {
        DocumentIndex index = connection.documents(client);
        FetchedRows<Document> rows = FetchedRows.documents(output);
        if (condition == null) {
          print(rows, part -> index.fetch(FetchDocumentsRequest.byIds(part)).byId());
        } else {
          print(rows, index.fetchAll(FetchDocumentsRequest.matching(condition)).stream());
        }
      } else {
        Index index = connection.vectors(client);
        FetchedRows<Vector> rows = FetchedRows.vectors(output);
        if (condition == null) {
          print(rows, part -> index.fetch(FetchRequest.byIds(part)).vectors());
        } else {
          print(
              rows, index.fetchAllByMetadata(FetchByMetadataRequest.matching(condition)).stream());
        }
      }
    }
    if (missing > 0) {
      throw new FailedCommand(
          ExitCode.NOT_FOUND,
          "%s of %s ids do not exist: %s%s"
              .formatted(
                  missing,
                  wanted,
                  String.join(", ", shown),
                  (missing > shown.size() ? ", …" : "")));
    }
    return ExitCode.DONE.code();
  }

  private <T> void print(FetchedRows<T> rows, Stream<T> all) {
    try (all) {
      Iterator<T> some = all.limit(limit).iterator();
      for (int count = 1; some.hasNext(); count++) {
        rows.add(some.next());
        if (count % MAX_PER_CALL == 0) {
          rows.flush();
        }
      }
    }
    rows.end(connection.namespace());
  }

  private <T> void print(FetchedRows<T> rows, Function<List<String>, Map<String, T>> fetch) {
    try (IdBatches batches = ids.batches(MAX_PER_CALL)) {
      while (batches.hasNext()) {
        List<String> batch = batches.next();
        Map<String, T> found = fetch.apply(batch);
        for (String id : batch) {
          T row = found.get(id);
          if (row == null) {
            missing(id);
          } else {
            rows.add(row);
          }
        }
        wanted += batch.size();
        rows.flush();
      }
    }
    rows.end(connection.namespace());
  }

  private void missing(String id) {
    missing++;
    if (shown.size() < MAX_SHOWN) {
      shown.add(id);
    }
  }
}
