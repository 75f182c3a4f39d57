package io.pinelink.mcp;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools that search vectors, and texts that the index embeds. */
final class SearchTools {
  /** The maximum number of fields that a call may name. */
  static final int MAX_FIELDS = 100;

  private final Pinelink client;
  private final ToolDefinitions definitions;
  private final AccessPolicy policy;
  private final IndexDirectory directory;

  SearchTools(
      ToolDefinitions definitions, Pinelink client, AccessPolicy policy, IndexDirectory directory) {
    this.definitions = definitions;
    this.client = client;
    this.policy = policy;
    this.directory = directory;
  }

  List<Tool> all() {
    return List.of(records(), vectors());
  }

  private Tool records() {
    return definitions.tool(
        "search-records",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          RecordIndex index = selected.records();
          answer.over(index.route());
          SearchRecordsRequest.Builder request =
              SearchRecordsRequest.builder()
                  .text(arguments.text("text"))
                  .topK(policy.limits().topK(arguments));
          arguments.filter("filter").ifPresent(request::filter);
          List<String> fields = arguments.texts("fields", MAX_FIELDS);
          if (!fields.isEmpty()) {
            request.fields(fields.toArray(String[]::new));
          }
          String namespace =
              selected.readable(arguments.optionalText("namespace"), index.namespaces());
          SearchRecordsResponse response = index.namespace(namespace).search(request.build());
          answer
              .from(response.info())
              .put("namespace", selected.answered(response.namespace()))
              .putItems(
                  "hits", response.hits().stream().map(SearchTools::hit).toList(), "id", "score");
        });
  }

  private Tool vectors() {
    return definitions.tool(
        "query-vectors",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          Index index = selected.vectors();
          answer.over(index.route());
          boolean withValues = arguments.flag("includeValues");
          QueryRequest.Builder request =
              QueryRequest.builder()
                  .topK(policy.limits().topK(arguments))
                  .includeMetadata()
                  .includeValues(withValues);
          arguments.filter("filter").ifPresent(request::filter);
          String namespace =
              selected.readable(arguments.optionalText("namespace"), index.namespaces());
          query(arguments, request, answer);
          QueryRequest query = ToolArguments.checked("vector", request::build);
          QueryResponse response = index.namespace(namespace).query(query);
          answer
              .from(response.info())
              .put("namespace", selected.answered(response.namespace()))
              .putItems(
                  "matches",
                  response.matches().stream().map(match -> match(match, withValues)).toList(),
                  "id",
                  "score");
        });
  }

  /** Sets what the query starts from. */
  private void query(ToolArguments arguments, QueryRequest.Builder request, Answer answer) {
    boolean isByText = policy.hostedInference() && arguments.has("text");
    int given = 0;
    if (arguments.has("id")) {
      request.id(arguments.text("id"));
      given++;
    }
    if (arguments.has("vector") || arguments.has("sparseVector")) {
      if (arguments.has("vector")) {
        request.vector(arguments.floats("vector"));
      }
      arguments.sparse("sparseVector").ifPresent(request::sparseVector);
      given++;
    }
    if (isByText) {
      given++;
    }
    if (given != 1) {
      throw ToolFailure.invalid(
          "expected one of id, or vector and sparseVector"
              + (policy.hostedInference() ? ", or text and model" : ""));
    }
    if (isByText) {
      answer.note("the text left the private network: Pinecone's hosted inference embedded it");
      Embedding embedding =
          client
              .inference()
              .embed(
                  EmbedRequest.builder(arguments.text("model"), arguments.text("text"))
                      .inputType(InputType.QUERY)
                      .build())
              .embeddings()
              .get(0);
      if (embedding.dimension() > 0) {
        request.vector(embedding.values());
      }
      embedding.sparseValues().ifPresent(request::sparseVector);
    }
  }

  private static Map<String, Object> hit(RecordHit hit) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", hit.id());
    row.put("score", hit.score());
    row.put("fields", new ShortTexts.Stored(hit.fields().asMap()));
    return row;
  }

  private static Map<String, Object> match(Match match, boolean withValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", match.id());
    row.put("score", match.score());
    row.putAll(ShortTexts.vector(match.vector(), withValues));
    return row;
  }
}
