package io.pinelink.cli.data;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.JsonOutput;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.PlainText;
import io.pinelink.model.ListIdsRequest;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists ids. */
@Command(
    name = "list",
    description =
        "Lists the ids of a namespace, one a line, in the order of the service. With --json, each"
            + " line is a JSON object.")
public final class ListCommand implements Callable<Integer> {
  private static final int IDS_PER_PAGE = 100;

  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Lists the ids that begin with this text.")
  @Nullable String prefix;

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "COUNT",
      description = "The maximum number of ids. Default: all.")
  @Nullable Integer limit;

  @Override
  public Integer call() {
    if (limit != null && limit < 1) {
      throw FailedCommand.invalid("--limit is " + limit + ", expected 1 or more");
    }
    try (Pinelink client = connection.open();
        Stream<String> all = ids(client)) {
      Iterator<String> ids = limit == null ? all.iterator() : all.limit(limit).iterator();
      for (long count = 1; ids.hasNext(); count++) {
        String id = ids.next();
        output
            .out()
            .print(
                (output.isJson() ? JsonOutput.line(Map.of("id", id)) : PlainText.line(id)) + "\n");
        if (count % IDS_PER_PAGE == 0) {
          output.out().flush();
        }
      }
    }
    return ExitCode.DONE.code();
  }

  private Stream<String> ids(Pinelink client) {
    if (connection.isDocuments(client)) {
      return connection
          .documents(client)
          .listAllIds(prefix == null ? ListIdsRequest.all() : ListIdsRequest.withPrefix(prefix))
          .stream();
    }
    return connection
        .vectors(client)
        .listAllIds(prefix == null ? ListIdsRequest.all() : ListIdsRequest.withPrefix(prefix))
        .stream();
  }
}
