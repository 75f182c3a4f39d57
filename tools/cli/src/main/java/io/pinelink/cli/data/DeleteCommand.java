package io.pinelink.cli.data;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.Confirmation;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
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
            + " only ids are given.")
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
      throw FailedCommand.invalid("say what to delete, in one way: ids, --filter or --all");
    }
    Filter condition = filter == null ? null : FilterArgument.of(filter);
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("index", connection.target());
    facts.put("namespace", connection.namespace());
    try (Pinelink client = connection.open()) {
      boolean isDocuments = connection.isDocuments(client);
      if (ids.areGiven()) {
        facts.put("ids", deleteIds(client, isDocuments));
      } else {
        confirmation.require(
            "delete %s%s of %s%s"
                .formatted(
                    (condition == null ? "all " : "the "),
                    (isDocuments ? "documents" : "vectors"),
                    connection.place(),
                    (condition == null ? "" : " that match the filter")));
        delete(client, isDocuments, condition);
      }
    }
    facts.put("deleted", ids.areGiven() ? "by id" : all ? "all" : "by filter");
    output.printFacts(facts);
    return ExitCode.DONE.code();
  }

  private long deleteIds(Pinelink client, boolean isDocuments) {
    long deleted = 0;
    try (IdBatches batches = ids.batches(MAX_PER_CALL)) {
      while (batches.hasNext()) {
        List<String> batch = batches.next();
        if (isDocuments) {
          connection.documents(client).delete(DeleteRequest.byIds(batch));
        } else {
          connection.vectors(client).delete(DeleteRequest.byIds(batch));
        }
        deleted += batch.size();
      }
    }
    return deleted;
  }

  private void delete(Pinelink client, boolean isDocuments, @Nullable Filter condition) {
    if (isDocuments) {
      connection
          .documents(client)
          .delete(condition == null ? DeleteRequest.all() : DeleteRequest.matching(condition));
    } else {
      connection
          .vectors(client)
          .delete(condition == null ? DeleteRequest.all() : DeleteRequest.matching(condition));
    }
  }
}
