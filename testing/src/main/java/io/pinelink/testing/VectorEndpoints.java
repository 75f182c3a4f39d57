package io.pinelink.testing;

import com.google.protobuf.MessageLite;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.store.Validation;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Vectors and namespaces over REST. */
final class VectorEndpoints {
  /** No reply is more than so many times larger as a message than as JSON. */
  private static final int LARGEST_GROWTH = 4;

  private final DataService service;

  VectorEndpoints(DataService service) {
    this.service = service;
  }

  void addTo(PathTable<DataEndpoint> paths) {
    DataEndpoint stats =
        endpoint(DataFromJson::stats, service::stats, DataToJson::stats, ToProto::stats);
    paths
        .on(
            "upsert",
            "POST",
            "/vectors/upsert",
            endpoint(
                DataFromJson::upsert, service::upsert, DataToJson::upserted, ToProto::upserted))
        .on(
            "query",
            "POST",
            "/query",
            endpoint(DataFromJson::query, service::query, DataToJson::found, ToProto::found))
        .on(
            "update",
            "POST",
            "/vectors/update",
            endpoint(DataFromJson::update, service::update, DataToJson::updated, ToProto::updated))
        .on(
            "delete",
            "POST",
            "/vectors/delete",
            endpoint(DataFromJson::delete, service::delete, DataToJson::deleted, ToProto::deleted))
        .on(
            "fetch",
            "GET",
            "/vectors/fetch",
            endpoint(DataFromJson::fetch, service::fetch, DataToJson::fetched, ToProto::fetched))
        .on(
            "fetchByMetadata",
            "POST",
            "/vectors/fetch_by_metadata",
            endpoint(
                DataFromJson::fetchByMetadata,
                service::fetchByMetadata,
                DataToJson::fetched,
                ToProto::fetchedByMetadata))
        .on(
            "listIds",
            "GET",
            "/vectors/list",
            endpoint(DataFromJson::list, service::list, DataToJson::listed, ToProto::listed))
        .on("describeIndexStats", "POST", "/describe_index_stats", stats)
        .on("describeIndexStats", "GET", "/describe_index_stats", stats)
        .on(
            "listNamespaces",
            "GET",
            "/namespaces",
            endpoint(
                DataFromJson::listNamespaces,
                service::listNamespaces,
                DataToJson::namespaces,
                ToProto::namespaces))
        .on(
            "createNamespace",
            "POST",
            "/namespaces",
            endpoint(
                DataFromJson::createNamespace,
                service::createNamespace,
                DataToJson::described,
                ToProto::described))
        .on(
            "describeNamespace",
            "GET",
            "/namespaces/{namespace}",
            endpoint(
                DataFromJson::namedNamespace,
                service::describeNamespace,
                DataToJson::described,
                ToProto::described))
        .on(
            "deleteNamespace",
            "DELETE",
            "/namespaces/{namespace}",
            endpoint(
                DataFromJson::namedNamespace,
                service::deleteNamespace,
                DataToJson::deleted,
                ToProto::deleted));
  }

  private static <C, T> DataEndpoint endpoint(
      BiFunction<ServerRequest, List<String>, C> decode,
      DataOperation<C, T> service,
      Function<T, byte[]> encode,
      Function<T, MessageLite> message) {
    return (index, call, variables) -> {
      Reply<T> reply = service.apply(index.data(), decode.apply(call, variables));
      byte[] json = encode.apply(reply.value());
      // The limit is on the service's own messages, so that both protocols refuse the same.
      if (json.length > Validation.MAX_RESPONSE_BYTES / LARGEST_GROWTH) {
        Validation.checkResponseSize(message.apply(reply.value()).getSerializedSize());
      }
      return reply.lsn().addTo(ServerResponse.json(200, json));
    };
  }
}
