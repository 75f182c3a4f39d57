package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.DocumentOperations.DELETE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.FETCH_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.LIST_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.SEARCH_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPDATE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPSERT_DOCUMENTS;

import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.rest.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** The rows of documents at an index's host. Every call is a POST. */
final class DocumentBindings {
  /** The number of documents in a page of the service if the request does not set a limit. */
  private static final int PAGE = 100;

  private DocumentBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "upsertDocuments" ->
          new RestBinding<>(
              UPSERT_DOCUMENTS,
              (r, namespace) -> post(namespace, "upsert", DocumentToJson.upsert(r)),
              DocumentFromJson::upsert);
      case "searchDocuments" ->
          new RestBinding<>(
              SEARCH_DOCUMENTS,
              (r, namespace) -> post(namespace, "search", DocumentToJson.search(r)),
              DocumentFromJson::search,
              r ->
                  RestBinding.into(
                      r.valuesInto(),
                      r.topK(),
                      (json, info, columns) ->
                          DocumentFromJson.search(
                              json,
                              info,
                              new DocumentMembers(json, r.valuesField().orElseThrow(), columns))));
      case "fetchDocuments" ->
          new RestBinding<>(
              FETCH_DOCUMENTS,
              (r, namespace) -> post(namespace, "fetch", DocumentToJson.fetch(r)),
              DocumentFromJson::fetch,
              r ->
                  RestBinding.into(
                      r.valuesInto(),
                      rows(r),
                      (json, info, columns) ->
                          DocumentFromJson.fetch(
                              json,
                              info,
                              new DocumentMembers(json, r.valuesField().orElseThrow(), columns))));
      case "updateDocuments" ->
          new RestBinding<>(
              UPDATE_DOCUMENTS,
              (r, namespace) -> post(namespace, "update", DocumentToJson.update(r)),
              DocumentFromJson::update);
      case "deleteDocuments" ->
          new RestBinding<>(
              DELETE_DOCUMENTS,
              (r, namespace) -> post(namespace, "delete", DocumentToJson.delete(r)),
              DocumentFromJson::delete);
      case "listDocuments" ->
          new RestBinding<>(
              LIST_DOCUMENTS,
              (r, namespace) -> post(namespace, "list", DocumentToJson.list(r)),
              DocumentFromJson::list);
      default -> null;
    };
  }

  /** Returns the number of documents that the response probably has. */
  private static int rows(FetchDocumentsRequest request) {
    return request.ids().isEmpty() ? request.limit().orElse(PAGE) : request.ids().size();
  }

  /** Returns a request, whose path cannot contain an empty name. */
  private static RestRequest post(String namespace, String verb, JsonWriter body) {
    String name = namespace.isEmpty() ? "__default__" : namespace;
    return RestRequest.post("/namespaces/" + segment(name) + "/documents/" + verb, body);
  }
}
