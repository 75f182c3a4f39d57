package io.pinelink.cli.data;

import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.records.RecordHit;
import io.pinelink.records.Reranking;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.routing.IndexFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches documents, or records that the index embeds. */
@Command(
    name = "search",
    description = {
      "Searches an index of documents by text, query string, dense or sparse values; several of them"
          + " are one hybrid search. Searches an index with integrated embedding by text, vector or"
          + " id.",
      "",
      "The text fields of documents are searched for words. Text that is to be embedded needs"
          + " --embed, because it leaves the private network."
    })
public final class SearchCommand implements Callable<Integer> {
  @Mixin IndexConnection connection = new IndexConnection();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin VectorArguments vector = new VectorArguments();

  @Option(names = "--text", paramLabel = "TEXT", description = "The text to search for.")
  @Nullable String text;

  @Option(
      names = "--text-field",
      paramLabel = "FIELD",
      description = "The field of documents that --text searches; may be repeated.")
  List<String> textFields = new ArrayList<>();

  @Option(
      names = "--query-string",
      paramLabel = "QUERY",
      description = "A query in Lucene's syntax over the text fields of documents.")
  @Nullable String queryString;

  @Option(
      names = "--vector-field",
      paramLabel = "FIELD",
      description = "The field of documents that --vector searches.")
  @Nullable String vectorField;

  @Option(
      names = "--sparse-field",
      paramLabel = "FIELD",
      description = "The field of documents that the sparse values search.")
  @Nullable String sparseField;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Searches records with the vector of this id.")
  @Nullable String id;

  @Option(
      names = "--embed",
      description =
          "Has the index embed the text, by the model of the index or of the --vector-field. The"
              + " text leaves the private network.")
  boolean embed;

  @Option(
      names = {"-k", "--top-k"},
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "The number of results. Default: ${DEFAULT-VALUE}.")
  int topK;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "JSON",
      description = "A filter: a JSON object, @FILE or -.")
  @Nullable String filter;

  @Option(
      names = "--fields",
      paramLabel = "NAME",
      split = ",",
      description = "The fields to return. Default: all.")
  List<String> fields = new ArrayList<>();

  @Option(
      names = "--rerank",
      paramLabel = "MODEL",
      description = "Reranks the records by this hosted model; needs --rank-field and --embed.")
  @Nullable String rerank;

  @Option(
      names = "--rank-field",
      paramLabel = "FIELD",
      description = "The field that --rerank reads; may be repeated.")
  List<String> rankFields = new ArrayList<>();

  @Override
  public Integer call() {
    checkNeeds(!textFields.isEmpty(), "--text-field", text != null, "--text");
    checkNeeds(vectorField != null, "--vector-field", vector.hasDense() || embed, "--vector");
    checkNeeds(sparseField != null, "--sparse-field", vector.hasSparse(), "--sparse-values");
    checkNeeds(embed, "--embed", text != null || rerank != null, "--text");
    checkNeeds(!rankFields.isEmpty(), "--rank-field", rerank != null, "--rerank");
    try (Pinelink client = connection.open()) {
      IndexFamily family = connection.family(client);
      if (family.equals(IndexFamily.DOCUMENTS)) {
        searchDocuments(client);
      } else if (family.equals(IndexFamily.RECORDS)) {
        searchRecords(client);
      } else {
        throw refused(
            connection.target()
                + " holds vectors: use query; if it holds documents or records, add --family");
      }
    }
    return ExitCode.DONE.code();
  }

  /** Refuses an option that would have no effect. */
  private static void checkNeeds(boolean isGiven, String option, boolean isUsed, String needed) {
    if (isGiven && !isUsed) {
      throw refused(option + " has no effect without " + needed);
    }
  }

  private static FailedCommand refused(String reason) {
    return FailedCommand.invalid(reason);
  }

  private void searchRecords(Pinelink client) {
    if (queryString != null
        || !textFields.isEmpty()
        || vectorField != null
        || sparseField != null) {
      throw refused("--query-string and the --…-field options are for indexes of documents");
    }
    SearchRecordsRequest.Builder request =
        SearchRecordsRequest.builder().topK(topK).fields(fields.toArray(String[]::new));
    if (text != null) {
      checkEmbed("the index embeds the text of the search");
      request.text(text);
    }
    vector.dense().ifPresent(request::vector);
    vector.sparse().ifPresent(request::sparseVector);
    if (id != null) {
      request.id(id);
    }
    if (filter != null) {
      request.filter(FilterArgument.of(filter));
    }
    if (rerank != null) {
      checkEmbed("the texts of the results are reranked by a hosted model");
      request.rerank(Reranking.by(rerank, rankFields.toArray(String[]::new)));
    }
    print(connection.records(client).search(request.build()));
  }

  private void checkEmbed(String what) {
    if (!embed) {
      throw refused(
          "text is embedded only on request: add --embed; it then leaves the private network");
    }
    Disclosure.print(output, what);
  }

  private void print(SearchRecordsResponse response) {
    List<Object> hits = new ArrayList<>();
    Table table = Table.of("ID", "SCORE", "FIELDS");
    for (RecordHit hit : response.hits()) {
      Map<String, @Nullable Object> each = new LinkedHashMap<>();
      each.put("_id", hit.id());
      each.put("_score", hit.score());
      each.put("fields", RowJson.of(hit.fields()));
      hits.add(each);
      table.row(hit.id(), hit.score(), hit.fields().toJson());
    }
    print("hits", hits, response.readUnits(), table);
  }

  private void searchDocuments(Pinelink client) {
    if (id != null || rerank != null) {
      throw refused("--id and --rerank are for indexes with integrated embedding");
    }
    Map<String, ScoringClause> clauses = clauses();
    if (clauses.isEmpty()) {
      throw refused("there is nothing to search for: add --text, --query-string or --vector");
    }
    if (clauses.size() == 1) {
      SearchDocumentsRequest request = request(clauses.values().iterator().next());
      print(connection.documents(client).search(request));
      return;
    }
    List<RankedSearch> searches = new ArrayList<>();
    clauses.forEach((name, clause) -> searches.add(RankedSearch.of(name, request(clause))));
    print(
        connection
            .documents(client)
            .hybridSearch(
                HybridSearchRequest.builder(searches.toArray(RankedSearch[]::new))
                    .topK(topK)
                    .build()));
  }

  private Map<String, ScoringClause> clauses() {
    Map<String, ScoringClause> clauses = new LinkedHashMap<>();
    if (text != null && embed) {
      Disclosure.print(output, "the index embeds the text of the search");
      clauses.put("embedding", ScoringClause.embed(given(vectorField, "--vector-field"), text));
    }
    if (text != null && (!embed || !textFields.isEmpty())) {
      if (textFields.isEmpty()) {
        throw refused(
            "--text needs the field that it searches: add --text-field FIELD, or --embed");
      }
      clauses.put("text", ScoringClause.text(text, textFields.toArray(String[]::new)));
    }
    if (queryString != null) {
      clauses.put("query-string", ScoringClause.queryString(queryString));
    }
    vector
        .dense()
        .ifPresent(
            values ->
                clauses.put(
                    "vector", ScoringClause.dense(given(vectorField, "--vector-field"), values)));
    vector
        .sparse()
        .ifPresent(
            values ->
                clauses.put(
                    "sparse", ScoringClause.sparse(given(sparseField, "--sparse-field"), values)));
    return clauses;
  }

  private static String given(@Nullable String field, String option) {
    if (field == null) {
      throw refused("this search needs the name of a field: add " + option + " FIELD");
    }
    return field;
  }

  private SearchDocumentsRequest request(ScoringClause clause) {
    SearchDocumentsRequest.Builder request = SearchDocumentsRequest.builder(clause).topK(topK);
    request.fields(
        fields.isEmpty() ? FieldSelection.all() : FieldSelection.of(fields.toArray(String[]::new)));
    if (filter != null) {
      request.filter(FilterArgument.of(filter));
    }
    return request.build();
  }

  private void print(SearchDocumentsResponse response) {
    List<Object> matches = new ArrayList<>();
    Table table = Table.of("ID", "SCORE", "FIELDS");
    for (DocumentMatch match : response.matches()) {
      Double score = match.score().isPresent() ? match.score().getAsDouble() : null;
      add(match.document(), score, matches, table);
    }
    print("matches", matches, response.readUnits(), table);
  }

  private void print(HybridSearchResponse response) {
    List<Object> matches = new ArrayList<>();
    Table table = Table.of("ID", "SCORE", "FIELDS");
    for (HybridMatch match : response.matches()) {
      add(match.document(), match.score(), matches, table);
    }
    print("matches", matches, response.readUnits(), table);
  }

  private static void add(
      Document document, @Nullable Double score, List<Object> matches, Table table) {
    Map<String, @Nullable Object> each = new LinkedHashMap<>();
    each.put("_id", document.id());
    each.put("_score", score);
    each.putAll(RowJson.of(document.fields()));
    matches.add(each);
    table.row(document.id(), score, FieldText.of(document.fields()));
  }

  private void print(String name, List<Object> results, OptionalLong readUnits, Table table) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(name, results);
    json.put("namespace", connection.namespace());
    RowJson.addUsage(json, readUnits);
    output.print(json, table);
  }
}
