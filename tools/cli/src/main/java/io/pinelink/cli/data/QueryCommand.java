package io.pinelink.cli.data;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the vectors nearest to a vector. */
@Command(
    name = "query",
    description =
        "Finds the vectors nearest to given values, to the vector of an id, or to a text that hosted"
            + " inference embeds.")
public final class QueryCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin VectorArguments vector = new VectorArguments();

  @Option(names = "--id", paramLabel = "ID", description = "Searches with the vector of this id.")
  @Nullable String id;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Searches with the embedding of a text; needs --embed.")
  @Nullable String text;

  @Option(
      names = "--embed",
      paramLabel = "MODEL",
      description =
          "Sends the text to Pinecone's hosted inference, which embeds it with this model. The text"
              + " leaves the private network.")
  @Nullable String model;

  @Option(
      names = {"-k", "--top-k"},
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "The number of results, 1 to 10,000. Default: ${DEFAULT-VALUE}.")
  int topK;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "JSON",
      description = "A metadata filter: a JSON object, @FILE or -.")
  @Nullable String filter;

  @Option(names = "--include-values", description = "Returns the values of the results.")
  boolean includeValues;

  @Option(names = "--include-metadata", description = "Returns the metadata of the results.")
  boolean includeMetadata;

  @Override
  public Integer call() {
    QueryRequest.Builder request =
        QueryRequest.builder()
            .topK(topK)
            .includeValues(includeValues)
            .includeMetadata(includeMetadata);
    vector.dense().ifPresent(request::vector);
    vector.sparse().ifPresent(request::sparseVector);
    if (id != null) {
      request.id(id);
    }
    if (filter != null) {
      request.filter(FilterArgument.of(filter));
    }
    checkText();
    if (text == null && id == null && !vector.hasDense() && !vector.hasSparse()) {
      throw FailedCommand.invalid(
          "nothing to search for: give --id, --vector, --sparse-values with --sparse-indices, or"
              + " --text with --embed");
    }
    if (id != null && (vector.hasDense() || vector.hasSparse())) {
      throw FailedCommand.invalid("--id and values are given, expected one of them");
    }
    try (Pinelink client = connection.open()) {
      if (connection.isDocuments(client)) {
        throw FailedCommand.invalid(connection.target() + " holds documents: use search");
      }
      if (text != null && model != null) {
        embed(client, model, text, request);
      }
      Index index = connection.vectors(client);
      print(index.query(request.build()));
    }
    return ExitCode.DONE.code();
  }

  private void checkText() {
    if (text != null && (id != null || vector.hasDense() || vector.hasSparse())) {
      throw FailedCommand.invalid("a text and an id or values are given, expected one of them");
    }
    if ((text == null) != (model == null)) {
      throw FailedCommand.invalid(
          text == null
              ? "--embed needs a text: add --text TEXT"
              : "a text is embedded only on request: add --embed MODEL, such as"
                  + " multilingual-e5-large; it then leaves the private network");
    }
  }

  private void embed(Pinelink client, String with, String query, QueryRequest.Builder request) {
    Disclosure.print(output, "the text of the query is sent to Pinecone's hosted inference");
    Embedding embedding =
        client
            .inference()
            .embed(EmbedRequest.builder(with, query).inputType(InputType.QUERY).build())
            .embeddings()
            .get(0);
    if (embedding.values().length > 0) {
      request.vector(embedding.values());
    }
    embedding.sparseValues().ifPresent(request::sparseVector);
  }

  private void print(QueryResponse response) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    List<Object> matches = new ArrayList<>();
    Table table = includeMetadata ? Table.of("ID", "SCORE", "METADATA") : Table.of("ID", "SCORE");
    for (Match match : response.matches()) {
      Map<String, @Nullable Object> each = new LinkedHashMap<>();
      each.put("id", match.id());
      each.put("score", match.score());
      each.putAll(RowJson.of(match.vector()));
      matches.add(each);
      if (includeMetadata) {
        table.row(match.id(), match.score(), match.metadata().toJson());
      } else {
        table.row(match.id(), match.score());
      }
    }
    json.put("matches", matches);
    json.put("namespace", response.namespace());
    RowJson.addUsage(json, response.readUnits());
    output.print(json, table);
  }
}
