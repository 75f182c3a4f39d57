package io.pinelink.mcp;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools that read records by their ids. */
final class RecordTools {
  private final ToolDefinitions definitions;
  private final AccessPolicy policy;
  private final IndexDirectory directory;

  RecordTools(ToolDefinitions definitions, AccessPolicy policy, IndexDirectory directory) {
    this.definitions = definitions;
    this.policy = policy;
    this.directory = directory;
  }

  List<Tool> all() {
    return List.of(fetch(), listIds());
  }

  private Tool fetch() {
    return definitions.tool(
        "fetch",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          List<String> ids = arguments.texts("ids", policy.limits().topK());
          if (ids.isEmpty()) {
            throw ToolFailure.invalid("the argument 'ids' is empty, expected at least one id");
          }
          if (selected.isDocuments(arguments.optionalText("holds"))) {
            fetchDocuments(selected, ids, arguments, answer);
          } else {
            fetchVectors(selected, ids, arguments, answer);
          }
        });
  }

  private static void fetchVectors(
      SelectedIndex selected, List<String> ids, ToolArguments arguments, Answer answer) {
    Index index = selected.vectors();
    answer.over(index.route());
    String namespace = selected.readable(arguments.optionalText("namespace"), index.namespaces());
    FetchResponse response =
        index
            .namespace(namespace)
            .fetch(ToolArguments.checked("ids", () -> FetchRequest.byIds(ids)));
    boolean withValues = arguments.flag("includeValues");
    answer.from(response.info());
    answered(
        answer,
        selected.answered(response.namespace()),
        ids,
        response.vectors().keySet(),
        response.vectors().values().stream()
            .map(vector -> ShortTexts.vector(vector, withValues))
            .toList());
  }

  private static void fetchDocuments(
      SelectedIndex selected, List<String> ids, ToolArguments arguments, Answer answer) {
    DocumentIndex index = selected.documents();
    answer.over(index.route());
    String namespace = selected.readable(arguments.optionalText("namespace"), index.namespaces());
    FetchDocumentsRequest.Builder request = FetchDocumentsRequest.builder().ids(ids);
    List<String> fields = arguments.texts("fields", SearchTools.MAX_FIELDS);
    if (!fields.isEmpty()) {
      request.fields(fields.toArray(String[]::new));
    }
    FetchDocumentsResponse response =
        index.namespace(namespace).fetch(ToolArguments.checked("ids", request::build));
    boolean withValues = arguments.flag("includeValues");
    answer.from(response.info());
    answered(
        answer,
        selected.answered(response.namespace()),
        ids,
        response.items().stream().map(Document::id).toList(),
        response.items().stream().map(document -> row(document, withValues)).toList());
  }

  private static void answered(
      Answer answer,
      String namespace,
      List<String> ids,
      Collection<String> found,
      List<Map<String, Object>> rows) {
    List<String> missing = new ArrayList<>(ids);
    missing.removeAll(found);
    answer.put("namespace", namespace).put("missing", missing).putItems("records", rows, "id");
  }

  private static Map<String, Object> row(Document document, boolean withValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", document.id());
    row.put("fields", ShortTexts.fields(document.fields(), withValues));
    return row;
  }

  private Tool listIds() {
    int max = Math.min(ToolDefinitions.PAGE, policy.limits().topK());
    return definitions.tool(
        "list-ids",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          ListIdsRequest.Builder request =
              ListIdsRequest.builder().limit(arguments.integer("limit", 1, max, max));
          arguments.optionalText("prefix").ifPresent(request::prefix);
          arguments.optionalText("pageToken").ifPresent(request::paginationToken);
          ListIdsResponse response =
              listed(selected, ToolArguments.checked("prefix", request::build), arguments, answer);
          answer
              .from(response.info())
              .put("namespace", selected.answered(response.namespace()))
              .put("nextPageToken", response.nextToken())
              .putItems("ids", response.items());
        });
  }

  private static ListIdsResponse listed(
      SelectedIndex selected, ListIdsRequest request, ToolArguments arguments, Answer answer) {
    Optional<String> namespace = arguments.optionalText("namespace");
    if (selected.isDocuments(arguments.optionalText("holds"))) {
      DocumentIndex index = selected.documents();
      answer.over(index.route());
      return index.namespace(selected.readable(namespace, index.namespaces())).listIds(request);
    }
    Index index = selected.vectors();
    answer.over(index.route());
    return index.namespace(selected.readable(namespace, index.namespaces())).listIds(request);
  }
}
