package io.pinelink.server.internal.vectors;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.pinelink.grpc.proto.CreateNamespaceAliasRequest;
import io.pinelink.grpc.proto.CreateNamespaceRequest;
import io.pinelink.grpc.proto.DeleteNamespaceAliasRequest;
import io.pinelink.grpc.proto.DeleteNamespaceRequest;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeNamespaceAliasRequest;
import io.pinelink.grpc.proto.DescribeNamespaceRequest;
import io.pinelink.grpc.proto.FetchByMetadataRequest;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesRequest;
import io.pinelink.grpc.proto.ListNamespacesRequest;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.RepointNamespaceAliasRequest;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The vector service over gRPC: the table of its methods, and the mapping of errors to statuses.
 */
public final class GrpcEndpoint {
  private static final String VECTORS = "/VectorService/";
  private static final String ALIASES = "/NamespaceAliasService/";

  private final Map<String, Method<?, ?, ?>> methods = new HashMap<>();
  private final AliasService aliases;

  public GrpcEndpoint(DataService service, AliasService aliases) {
    this.aliases = aliases;
    addAliases();
    on(
        "upsert",
        UpsertRequest.parser(),
        ProtoRequestDecoder::upsert,
        service::upsert,
        ProtoResponseEncoder::upserted);
    on(
        "query",
        QueryRequest.parser(),
        ProtoRequestDecoder::query,
        service::query,
        ProtoResponseEncoder::found);
    on(
        "update",
        UpdateRequest.parser(),
        ProtoRequestDecoder::update,
        service::update,
        ProtoResponseEncoder::updated);
    on(
        "delete",
        DeleteRequest.parser(),
        ProtoRequestDecoder::delete,
        service::delete,
        ProtoResponseEncoder::deleted);
    on(
        "fetch",
        FetchRequest.parser(),
        ProtoRequestDecoder::fetch,
        service::fetch,
        ProtoResponseEncoder::fetched);
    on(
        "fetchByMetadata",
        FetchByMetadataRequest.parser(),
        ProtoRequestDecoder::fetchByMetadata,
        service::fetchByMetadata,
        ProtoResponseEncoder::fetchedByMetadata);
    on(
        "listIds",
        "List",
        ListRequest.parser(),
        ProtoRequestDecoder::list,
        service::list,
        ProtoResponseEncoder::listed);
    on(
        "describeIndexStats",
        DescribeIndexStatsRequest.parser(),
        ProtoRequestDecoder::stats,
        service::stats,
        ProtoResponseEncoder::stats);
    on(
        "listNamespaces",
        ListNamespacesRequest.parser(),
        ProtoRequestDecoder::listNamespaces,
        service::listNamespaces,
        ProtoResponseEncoder::namespaces);
    on(
        "createNamespace",
        CreateNamespaceRequest.parser(),
        ProtoRequestDecoder::createNamespace,
        service::createNamespace,
        ProtoResponseEncoder::described);
    on(
        "describeNamespace",
        DescribeNamespaceRequest.parser(),
        ProtoRequestDecoder::describeNamespace,
        service::describeNamespace,
        ProtoResponseEncoder::described);
    on(
        "deleteNamespace",
        DeleteNamespaceRequest.parser(),
        ProtoRequestDecoder::deleteNamespace,
        service::deleteNamespace,
        ProtoResponseEncoder::deleted);
  }

  private void addAliases() {
    onAliases(
        "createNamespaceAlias",
        CreateNamespaceAliasRequest.parser(),
        AliasMessages::create,
        aliases::create,
        AliasMessages::described);
    onAliases(
        "listNamespaceAliases",
        ListNamespaceAliasesRequest.parser(),
        AliasMessages::list,
        aliases::list,
        AliasMessages::listed);
    onAliases(
        "describeNamespaceAlias",
        DescribeNamespaceAliasRequest.parser(),
        AliasMessages::describe,
        aliases::describe,
        AliasMessages::described);
    onAliases(
        "repointNamespaceAlias",
        RepointNamespaceAliasRequest.parser(),
        AliasMessages::repoint,
        aliases::repoint,
        AliasMessages::described);
    onAliases(
        "deleteNamespaceAlias",
        DeleteNamespaceAliasRequest.parser(),
        AliasMessages::delete,
        aliases::delete,
        AliasMessages::deleted);
  }

  private <Q extends MessageLite, C, T> void onAliases(
      String operation,
      Parser<Q> parser,
      Function<Q, C> decode,
      DataOperation<C, T> service,
      Function<T, MessageLite> encode) {
    methods.put(
        ALIASES + capitalized(operation),
        new Method<>(
            operation, parser, decode, service, (result, withSizes) -> encode.apply(result)));
  }

  /** Adds a method named after its operation, capitalized. */
  private <Q extends MessageLite, C, T> void on(
      String operation,
      Parser<Q> parser,
      Function<Q, C> decode,
      DataOperation<C, T> service,
      Function<T, MessageLite> encode) {
    on(operation, parser, decode, service, (result, withSizes) -> encode.apply(result));
  }

  private <Q extends MessageLite, C, T> void on(
      String operation,
      Parser<Q> parser,
      Function<Q, C> decode,
      DataOperation<C, T> service,
      VersionedEncoder<T, MessageLite> encode) {
    on(operation, capitalized(operation), parser, decode, service, encode);
  }

  private static String capitalized(String operation) {
    return Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
  }

  private <Q extends MessageLite, C, T> void on(
      String operation,
      String rpc,
      Parser<Q> parser,
      Function<Q, C> decode,
      DataOperation<C, T> service,
      VersionedEncoder<T, MessageLite> encode) {
    methods.put(VECTORS + rpc, new Method<>(operation, parser, decode, service, encode));
  }

  public Set<String> operations() {
    return methods.values().stream().map(Method::operation).collect(Collectors.toSet());
  }

  /**
   * Sets the operation of a call, and returns what executes the call on an index. The supplier
   * returns the index, or refuses the call.
   */
  public Function<Supplier<StoredIndex>, ServerResponse> match(ServerCall call) {
    Method<?, ?, ?> method = methods.get(call.path());
    if (method != null) {
      call.matched(method.operation(), "");
    }
    return index -> answer(call, method, index);
  }

  private ServerResponse answer(
      ServerCall call, @Nullable Method<?, ?, ?> method, Supplier<StoredIndex> index) {
    try {
      if (method == null) {
        throw new RpcException(RpcCode.UNIMPLEMENTED, "Method " + call.path() + " is not served");
      }
      StoredIndex data = index.get();
      if (call.path().startsWith(ALIASES)) {
        aliases.check(call);
      }
      OperationResult<MessageLite> reply =
          method.call(
              data, GrpcFraming.message(call), call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION));
      Validation.checkResponseSize(reply.value().getSerializedSize());
      ServerResponse response = ServerResponse.grpc(GrpcFraming.frame(reply.value().toByteArray()));
      return reply.lsn().addTo(response);
    } catch (RpcException e) {
      return GrpcFraming.failure(e);
    } catch (InvalidProtocolBufferException e) {
      return GrpcFraming.failure(RpcCode.INTERNAL, "Cannot parse the request: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      return GrpcFraming.failure(RpcCode.INTERNAL, "EmbeddedPinecone failed: " + e);
    }
  }

  private record Method<Q extends MessageLite, C, T>(
      String operation,
      Parser<Q> parser,
      Function<Q, C> decode,
      DataOperation<C, T> service,
      VersionedEncoder<T, MessageLite> encode) {
    OperationResult<MessageLite> call(StoredIndex index, byte[] message, boolean withSizes)
        throws InvalidProtocolBufferException {
      OperationResult<T> reply = service.apply(index, decode.apply(parser.parseFrom(message)));
      return new OperationResult<>(encode.encode(reply.value(), withSizes), reply.lsn());
    }
  }
}
