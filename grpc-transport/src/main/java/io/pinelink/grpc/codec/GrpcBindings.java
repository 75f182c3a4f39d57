package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.MethodDescriptor;
import io.pinelink.grpc.codec.IncomingMarshaller.Decoder;
import io.pinelink.grpc.proto.NamespaceAliasServiceGrpc;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.VectorBuffer;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of the operations that gRPC supports. A row is created when its operation is first
 * used, so that no classes of other operations are loaded before the first response. Each method
 * reference in a row is such a class.
 */
public final class GrpcBindings {
  /** The number of vectors in a page of the service if the request does not set a limit. */
  private static final int DEFAULT_PAGE = 100;

  private static final Map<Operation<?, ?>, GrpcBinding<?, ?, ?, ?>> USED =
      new ConcurrentHashMap<>();

  private GrpcBindings() {}

  private static @Nullable GrpcBinding<?, ?, ?, ?> row(String operation) {
    return switch (operation) {
      case "upsert" ->
          new GrpcBinding<>(
              DataOperations.UPSERT,
              sent(VectorServiceGrpc.getUpsertMethod()),
              VectorEncoder::upsert,
              ProtoResponseDecoder::upsert);
      case "query" ->
          new GrpcBinding<>(
              DataOperations.QUERY,
              byHand("Query", VectorDecoder::query),
              VectorEncoder::query,
              Function::apply,
              r -> into(r.valuesInto(), r.topK(), VectorDecoder::query));
      case "update" ->
          new GrpcBinding<>(
              DataOperations.UPDATE,
              sent(VectorServiceGrpc.getUpdateMethod()),
              VectorEncoder::update,
              ProtoResponseDecoder::update);
      case "delete" ->
          new GrpcBinding<>(
              DataOperations.DELETE,
              sent(VectorServiceGrpc.getDeleteMethod()),
              VectorEncoder::delete,
              ProtoResponseDecoder::delete);
      case "fetch" ->
          new GrpcBinding<>(
              DataOperations.FETCH,
              byHand("Fetch", VectorDecoder::fetch),
              VectorEncoder::fetch,
              Function::apply,
              r -> into(r.valuesInto(), r.ids().size(), VectorDecoder::fetch));
      case "listIds" ->
          new GrpcBinding<>(
              DataOperations.LIST_IDS,
              VectorServiceGrpc.getListMethod(),
              ProtoRequestEncoder::list,
              ProtoResponseDecoder::list);
      case "describeIndexStats" ->
          new GrpcBinding<>(
              DataOperations.DESCRIBE_INDEX_STATS,
              sent(VectorServiceGrpc.getDescribeIndexStatsMethod()),
              VectorEncoder::stats,
              ProtoResponseDecoder::stats);
      case "fetchByMetadata" ->
          new GrpcBinding<>(
              DataOperations.FETCH_BY_METADATA,
              byHand("FetchByMetadata", VectorDecoder::fetchByMetadata),
              VectorEncoder::fetchByMetadata,
              Function::apply,
              r ->
                  into(
                      r.valuesInto(),
                      r.limit().orElse(DEFAULT_PAGE),
                      VectorDecoder::fetchByMetadata));
      case "createNamespace" ->
          new GrpcBinding<>(
              DataOperations.CREATE_NAMESPACE,
              VectorServiceGrpc.getCreateNamespaceMethod(),
              ProtoRequestEncoder::createNamespace,
              ProtoResponseDecoder::namespace);
      case "describeNamespace" ->
          new GrpcBinding<>(
              DataOperations.DESCRIBE_NAMESPACE,
              VectorServiceGrpc.getDescribeNamespaceMethod(),
              ProtoRequestEncoder::describeNamespace,
              ProtoResponseDecoder::namespace);
      case "listNamespaces" ->
          new GrpcBinding<>(
              DataOperations.LIST_NAMESPACES,
              VectorServiceGrpc.getListNamespacesMethod(),
              ProtoRequestEncoder::listNamespaces,
              ProtoResponseDecoder::listNamespaces);
      case "deleteNamespace" ->
          new GrpcBinding<>(
              DataOperations.DELETE_NAMESPACE,
              VectorServiceGrpc.getDeleteNamespaceMethod(),
              ProtoRequestEncoder::deleteNamespace,
              ProtoResponseDecoder::deleteNamespace);
      case "createNamespaceAlias" ->
          new GrpcBinding<>(
              AliasOperations.CREATE_NAMESPACE_ALIAS,
              NamespaceAliasServiceGrpc.getCreateNamespaceAliasMethod(),
              ProtoRequestEncoder::createAlias,
              ProtoResponseDecoder::alias);
      case "describeNamespaceAlias" ->
          new GrpcBinding<>(
              AliasOperations.DESCRIBE_NAMESPACE_ALIAS,
              NamespaceAliasServiceGrpc.getDescribeNamespaceAliasMethod(),
              ProtoRequestEncoder::describeAlias,
              ProtoResponseDecoder::alias);
      case "listNamespaceAliases" ->
          new GrpcBinding<>(
              AliasOperations.LIST_NAMESPACE_ALIASES,
              NamespaceAliasServiceGrpc.getListNamespaceAliasesMethod(),
              ProtoRequestEncoder::listAliases,
              ProtoResponseDecoder::listAliases);
      case "repointNamespaceAlias" ->
          new GrpcBinding<>(
              AliasOperations.REPOINT_NAMESPACE_ALIAS,
              NamespaceAliasServiceGrpc.getRepointNamespaceAliasMethod(),
              ProtoRequestEncoder::repointAlias,
              ProtoResponseDecoder::alias);
      case "deleteNamespaceAlias" ->
          new GrpcBinding<>(
              AliasOperations.DELETE_NAMESPACE_ALIAS,
              NamespaceAliasServiceGrpc.getDeleteNamespaceAliasMethod(),
              ProtoRequestEncoder::deleteAlias,
              ProtoResponseDecoder::deleteAlias);
      default -> null;
    };
  }

  /** Returns a method without generated classes; a program that only queries loads none of them. */
  private static <T> MethodDescriptor<OutgoingMessage, T> byHand(String name, Decoder<T> decoder) {
    return MethodDescriptor.newBuilder(new OutgoingMarshaller(), new IncomingMarshaller<>(decoder))
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(
            MethodDescriptor.generateFullMethodName(VectorServiceGrpc.SERVICE_NAME, name))
        .build();
  }

  /** Returns the method with requests that are written without generated classes. */
  private static <S> MethodDescriptor<OutgoingMessage, S> sent(MethodDescriptor<?, S> method) {
    return method.toBuilder(new OutgoingMarshaller(), method.getResponseMarshaller()).build();
  }

  /** A decoder that reads dense values into one array. */
  @FunctionalInterface
  private interface ColumnsDecoder<T> {
    T decode(MessageReader in, DenseColumns.Builder columns) throws InvalidProtocolBufferException;
  }

  /** Returns a decoder into the array of a buffer; null if there is no buffer. */
  private static <T> @Nullable Decoder<T> into(
      Optional<VectorBuffer> buffer, int rows, ColumnsDecoder<T> decoder) {
    VectorBuffer into = buffer.orElse(null);
    return into == null
        ? null
        : in -> decoder.decode(in, new DenseColumns.Builder(into, rows, in.size() / Float.BYTES));
  }

  /** Returns the row of an operation; null if gRPC does not support it. */
  // A row is stored under its own operation, so its types are the operation's.
  @SuppressWarnings("unchecked")
  public static <Q, R> @Nullable GrpcBinding<Q, R, ?, ?> find(Operation<Q, R> operation) {
    GrpcBinding<?, ?, ?, ?> row = USED.get(operation);
    if (row == null) {
      row = row(operation.name());
      if (row != null) {
        USED.put(row.operation(), row);
        row = USED.get(operation);
      }
    }
    return (GrpcBinding<Q, R, ?, ?>) row;
  }
}
