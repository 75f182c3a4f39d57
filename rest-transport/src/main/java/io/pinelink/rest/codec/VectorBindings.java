package io.pinelink.rest.codec;

import static io.pinelink.spi.DataOperations.DELETE;
import static io.pinelink.spi.DataOperations.DESCRIBE_INDEX_STATS;
import static io.pinelink.spi.DataOperations.FETCH;
import static io.pinelink.spi.DataOperations.FETCH_BY_METADATA;
import static io.pinelink.spi.DataOperations.LIST_IDS;
import static io.pinelink.spi.DataOperations.QUERY;
import static io.pinelink.spi.DataOperations.UPDATE;
import static io.pinelink.spi.DataOperations.UPSERT;

import io.pinelink.model.ListIdsRequest;
import org.jspecify.annotations.Nullable;

/** The rows of vectors at an index's host. */
final class VectorBindings {
  /** The number of vectors in a page of the service if the request does not set a limit. */
  private static final int PAGE = 100;

  private VectorBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "upsert" ->
          new RestBinding<>(
              UPSERT,
              (r, namespace) ->
                  RestRequest.post("/vectors/upsert", VectorToJson.upsert(r, namespace)),
              VectorFromJson::upsert);
      case "query" ->
          new RestBinding<>(
              QUERY,
              (r, namespace) -> RestRequest.post("/query", VectorToJson.query(r, namespace)),
              VectorFromJson::query,
              r -> RestBinding.into(r.valuesInto(), r.topK(), VectorFromJson::query));
      case "update" ->
          new RestBinding<>(
              UPDATE,
              (r, namespace) ->
                  RestRequest.post("/vectors/update", VectorToJson.update(r, namespace)),
              VectorFromJson::update);
      case "delete" ->
          new RestBinding<>(
              DELETE,
              (r, namespace) ->
                  RestRequest.post("/vectors/delete", VectorToJson.delete(r, namespace)),
              VectorFromJson::delete);
      case "fetch" ->
          new RestBinding<>(
              FETCH,
              FetchParts::split,
              (r, namespace, version) -> RestRequest.get(FetchParts.path(r, namespace)),
              VectorFromJson::fetch,
              r -> RestBinding.into(r.valuesInto(), r.ids().size(), VectorFromJson::fetch),
              FetchParts::join);
      case "listIds" ->
          new RestBinding<>(
              LIST_IDS,
              (r, namespace) -> RestRequest.get(listPath(r, namespace)),
              VectorFromJson::list);
      case "describeIndexStats" ->
          new RestBinding<>(
              DESCRIBE_INDEX_STATS,
              r -> RestRequest.post("/describe_index_stats", VectorToJson.stats(r)),
              StatsFromJson::stats);
      case "fetchByMetadata" ->
          new RestBinding<>(
              FETCH_BY_METADATA,
              (r, namespace) ->
                  RestRequest.post(
                      "/vectors/fetch_by_metadata", VectorToJson.fetchByMetadata(r, namespace)),
              VectorFromJson::fetchByMetadata,
              r ->
                  RestBinding.into(
                      r.valuesInto(), r.limit().orElse(PAGE), VectorFromJson::fetchByMetadata));
      default -> null;
    };
  }

  private static String listPath(ListIdsRequest request, String namespace) {
    UrlQuery query = new UrlQuery("/vectors/list");
    request.prefix().ifPresent(prefix -> query.add("prefix", prefix));
    return query.page(request).addUnlessEmpty("namespace", namespace).path();
  }
}
