package io.pinelink.mcp;

import static io.pinelink.mcp.SearchTools.MAX_FIELDS;

import io.pinelink.DocumentIndex;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.model.SparseValues;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools that search documents. */
final class DocumentSearchTools {
  /** The arguments of search-documents that say what to search for. */
  private static final List<String> SCORING =
      List.of("text", "textFields", "queryString", "vector", "sparseVector", "vectorField");

  private final ToolDefinitions definitions;
  private final AccessPolicy policy;
  private final IndexDirectory directory;

  DocumentSearchTools(ToolDefinitions definitions, AccessPolicy policy, IndexDirectory directory) {
    this.definitions = definitions;
    this.policy = policy;
    this.directory = directory;
  }

  List<Tool> all() {
    return List.of(documents(), hybrid());
  }

  private Tool documents() {
    return definitions.tool(
        "search-documents",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          DocumentIndex index = selected.documents();
          answer.over(index.route());
          SearchDocumentsRequest request =
              ToolArguments.checked(
                  "text, queryString or vector",
                  () ->
                      search(
                          arguments, clause(arguments, selected), policy.limits().topK(arguments)));
          String namespace =
              selected.readable(arguments.optionalText("namespace"), index.namespaces());
          SearchDocumentsResponse response = index.namespace(namespace).search(request);
          boolean withValues = arguments.flag("includeValues");
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

  /** Returns the only clause; arguments that it would ignore are refused. */
  private static ScoringClause clause(ToolArguments arguments, SelectedIndex selected) {
    Set<String> given = new HashSet<>(SCORING);
    given.removeIf(name -> !arguments.has(name));
    if (given.equals(Set.of("text", "textFields")) || given.equals(Set.of("text"))) {
      return words(arguments, selected);
    }
    if (given.equals(Set.of("queryString"))) {
      return ScoringClause.queryString(arguments.text("queryString"));
    }
    if (given.equals(Set.of("vectorField", "vector"))
        || given.equals(Set.of("vectorField", "sparseVector"))
        || given.equals(Set.of("vectorField", "text"))) {
      return nearness(arguments);
    }
    throw ToolFailure.invalid(
        "expected one of text (with textFields), queryString, or vectorField with one of vector,"
            + " sparseVector and text; hybrid-search combines two");
  }

  private static ScoringClause nearness(ToolArguments arguments) {
    String field = arguments.text("vectorField");
    Optional<SparseValues> sparse = arguments.sparse("sparseVector");
    if (arguments.has("vector")) {
      if (sparse.isPresent()) {
        throw ToolFailure.invalid(
            "expected either vector or sparseVector: a field has one of them");
      }
      return ScoringClause.dense(field, arguments.floats("vector"));
    }
    return sparse.isPresent()
        ? ScoringClause.sparse(field, sparse.get())
        : ScoringClause.embed(field, arguments.text("text"));
  }

  private static ScoringClause words(ToolArguments arguments, SelectedIndex selected) {
    List<String> fields =
        arguments.has("textFields")
            ? arguments.texts("textFields", MAX_FIELDS)
            : selected.textFields();
    return ScoringClause.text(arguments.text("text"), fields.toArray(String[]::new));
  }

  private Tool hybrid() {
    return definitions.tool(
        "hybrid-search",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          DocumentIndex index = selected.documents();
          answer.over(index.route());
          HybridSearchRequest request =
              ToolArguments.checked("text or vector", () -> hybrid(arguments, selected));
          String namespace =
              selected.readable(arguments.optionalText("namespace"), index.namespaces());
          HybridSearchResponse response = index.namespace(namespace).hybridSearch(request);
          response.infos().values().stream()
              .flatMap(List::stream)
              .forEach(info -> answer.from(info));
          boolean withValues = arguments.flag("includeValues");
          response.matches().forEach(match -> selected.answered(match.namespace()));
          answer
              .put("namespace", AccessPolicy.shown(namespace))
              .putItems(
                  "matches",
                  response.matches().stream().map(match -> match(match, withValues)).toList(),
                  "id",
                  "score");
        });
  }

  private HybridSearchRequest hybrid(ToolArguments arguments, SelectedIndex selected) {
    int topK = policy.limits().topK(arguments);
    return HybridSearchRequest.builder(
            RankedSearch.of("text", search(arguments, words(arguments, selected), topK))
                .withWeight(arguments.positive("textWeight", 1)),
            RankedSearch.of("vector", search(arguments, nearness(arguments), topK))
                .withWeight(arguments.positive("vectorWeight", 1)))
        .topK(topK)
        .build();
  }

  private static SearchDocumentsRequest search(
      ToolArguments arguments, ScoringClause clause, int topK) {
    SearchDocumentsRequest.Builder request = SearchDocumentsRequest.builder(clause).topK(topK);
    arguments.filter("filter").ifPresent(request::filter);
    List<String> fields = arguments.texts("fields", MAX_FIELDS);
    request.fields(
        fields.isEmpty() ? FieldSelection.all() : FieldSelection.of(fields.toArray(String[]::new)));
    return request.build();
  }

  private static Map<String, Object> match(DocumentMatch match, boolean withValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", match.id());
    match.score().ifPresent(score -> row.put("score", score));
    row.put("fields", ShortTexts.fields(match.fields(), withValues));
    return row;
  }

  private static Map<String, Object> match(HybridMatch match, boolean withValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", match.id());
    row.put("score", match.score());
    Map<String, Object> ranks = new LinkedHashMap<>();
    match.ranks().forEach((search, placement) -> ranks.put(search, placement.rank()));
    row.put("ranks", ranks);
    row.put("fields", ShortTexts.fields(match.fields(), withValues));
    return row;
  }
}
