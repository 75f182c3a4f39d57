package io.pinelink.server.internal.vectors;

import com.google.protobuf.MessageLite;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.store.Validation;
import java.util.function.Function;

/** The REST endpoints of vectors and namespaces. */
public final class VectorEndpoints {
  /** The maximum ratio of the size of a response as a message to its size as JSON. */
  private static final int LARGEST_GROWTH = 4;

  private final DataService service;

  public VectorEndpoints(DataService service) {
    this.service = service;
  }

  public void addTo(PathTable<DataEndpoint> paths) {
    DataEndpoint stats =
        endpoint(
            JsonRequestDecoder::stats,
            service::stats,
            JsonResponseEncoder::stats,
            ProtoResponseEncoder::stats);
    paths
        .on(
            "upsert",
            "POST",
            "/vectors/upsert",
            endpoint(
                JsonRequestDecoder::upsert,
                service::upsert,
                JsonResponseEncoder::upserted,
                ProtoResponseEncoder::upserted))
        .on(
            "query",
            "POST",
            "/query",
            endpoint(
                JsonRequestDecoder::query,
                service::query,
                JsonResponseEncoder::found,
                ProtoResponseEncoder::found))
        .on(
            "update",
            "POST",
            "/vectors/update",
            endpoint(
                JsonRequestDecoder::update,
                service::update,
                JsonResponseEncoder::updated,
                ProtoResponseEncoder::updated))
        .on(
            "delete",
            "POST",
            "/vectors/delete",
            endpoint(
                JsonRequestDecoder::delete,
                service::delete,
                JsonResponseEncoder::deleted,
                ProtoResponseEncoder::deleted))
        .on(
            "fetch",
            "GET",
            "/vectors/fetch",
            endpoint(
                JsonRequestDecoder::fetch,
                service::fetch,
                JsonResponseEncoder::fetched,
                ProtoResponseEncoder::fetched))
        .on(
            "fetchByMetadata",
            "POST",
            "/vectors/fetch_by_metadata",
            endpoint(
                JsonRequestDecoder::fetchByMetadata,
                service::fetchByMetadata,
                JsonResponseEncoder::fetched,
                ProtoResponseEncoder::fetchedByMetadata))
        .on(
            "listIds",
            "GET",
            "/vectors/list",
            endpoint(
                JsonRequestDecoder::list,
                service::list,
                JsonResponseEncoder::listed,
                ProtoResponseEncoder::listed))
        .on("describeIndexStats", "POST", "/describe_index_stats", stats)
        .on("describeIndexStats", "GET", "/describe_index_stats", stats)
        .on(
            "listNamespaces",
            "GET",
            "/namespaces",
            endpoint(
                JsonRequestDecoder::listNamespaces,
                service::listNamespaces,
                JsonResponseEncoder::namespaces,
                ProtoResponseEncoder::namespaces))
        .on(
            "createNamespace",
            "POST",
            "/namespaces",
            endpoint(
                JsonRequestDecoder::createNamespace,
                service::createNamespace,
                JsonResponseEncoder::described,
                ProtoResponseEncoder::described))
        .on(
            "describeNamespace",
            "GET",
            "/namespaces/{namespace}",
            endpoint(
                JsonRequestDecoder::namedNamespace,
                service::describeNamespace,
                JsonResponseEncoder::described,
                ProtoResponseEncoder::described))
        .on(
            "deleteNamespace",
            "DELETE",
            "/namespaces/{namespace}",
            endpoint(
                JsonRequestDecoder::namedNamespace,
                service::deleteNamespace,
                JsonResponseEncoder::deleted,
                ProtoResponseEncoder::deleted));
  }

  private static <C, T> DataEndpoint endpoint(
      Function<ServerCall, C> decode,
      DataOperation<C, T> service,
      Function<T, byte[]> encode,
      Function<T, MessageLite> message) {
    return endpoint(
        decode,
        service,
        (result, withSizes) -> encode.apply(result),
        (result, withSizes) -> message.apply(result));
  }

  private static <C, T> DataEndpoint endpoint(
      Function<ServerCall, C> decode,
      DataOperation<C, T> service,
      VersionedEncoder<T, byte[]> encode,
      VersionedEncoder<T, MessageLite> message) {
    return (index, call) -> {
      OperationResult<T> reply = service.apply(index.data(), decode.apply(call));
      boolean withSizes = call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION);
      byte[] json = encode.encode(reply.value(), withSizes);
      // The limit applies to the size as a message, so that both protocols refuse the same
      // responses.
      if (json.length > Validation.MAX_RESPONSE_BYTES / LARGEST_GROWTH) {
        Validation.checkResponseSize(message.encode(reply.value(), withSizes).getSerializedSize());
      }
      return reply.lsn().addTo(ServerResponse.json(200, json));
    };
  }
}
