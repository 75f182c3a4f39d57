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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The table of the operations that gRPC supports. A row is created when its operation is first
 * used, so that no classes of other operations are loaded before the first response.
 */
public final class GrpcBindings {
  /** The number of vectors in a page of the service if the request does not set a limit. */
  private static final int DEFAULT_PAGE = 100;

  private static final Map<Operation<?, ?>, Supplier<GrpcBinding<?, ?, ?, ?>>> ROWS =
      Map.ofEntries(
          row(
              DataOperations.UPSERT,
              () ->
                  new GrpcBinding<>(
                      DataOperations.UPSERT,
                      sent(VectorServiceGrpc.getUpsertMethod()),
                      WireEncoder::upsert,
                      ProtoResponseDecoder::upsert)),
          row(
              DataOperations.QUERY,
              () ->
                  new GrpcBinding<>(
                      DataOperations.QUERY,
                      byHand("Query", WireDecoder::query),
                      WireEncoder::query,
                      Function::apply,
                      r -> into(r.valuesInto(), r.topK(), WireDecoder::query))),
          row(
              DataOperations.UPDATE,
              () ->
                  new GrpcBinding<>(
                      DataOperations.UPDATE,
                      VectorServiceGrpc.getUpdateMethod(),
                      ProtoRequestEncoder::update,
                      ProtoResponseDecoder::update)),
          row(
              DataOperations.DELETE,
              () ->
                  new GrpcBinding<>(
                      DataOperations.DELETE,
                      VectorServiceGrpc.getDeleteMethod(),
                      ProtoRequestEncoder::delete,
                      ProtoResponseDecoder::delete)),
          row(
              DataOperations.FETCH,
              () ->
                  new GrpcBinding<>(
                      DataOperations.FETCH,
                      received(VectorServiceGrpc.getFetchMethod(), WireDecoder::fetch),
                      ProtoRequestEncoder::fetch,
                      Function::apply,
                      r -> into(r.valuesInto(), r.ids().size(), WireDecoder::fetch))),
          row(
              DataOperations.LIST_IDS,
              () ->
                  new GrpcBinding<>(
                      DataOperations.LIST_IDS,
                      VectorServiceGrpc.getListMethod(),
                      ProtoRequestEncoder::list,
                      ProtoResponseDecoder::list)),
          row(
              DataOperations.DESCRIBE_INDEX_STATS,
              () ->
                  new GrpcBinding<>(
                      DataOperations.DESCRIBE_INDEX_STATS,
                      VectorServiceGrpc.getDescribeIndexStatsMethod(),
                      ProtoRequestEncoder::stats,
                      ProtoResponseDecoder::stats)),
          row(
              DataOperations.FETCH_BY_METADATA,
              () ->
                  new GrpcBinding<>(
                      DataOperations.FETCH_BY_METADATA,
                      received(
                          VectorServiceGrpc.getFetchByMetadataMethod(),
                          WireDecoder::fetchByMetadata),
                      ProtoRequestEncoder::fetchByMetadata,
                      Function::apply,
                      r ->
                          into(
                              r.valuesInto(),
                              r.limit().orElse(DEFAULT_PAGE),
                              WireDecoder::fetchByMetadata))),
          row(
              DataOperations.CREATE_NAMESPACE,
              () ->
                  new GrpcBinding<>(
                      DataOperations.CREATE_NAMESPACE,
                      VectorServiceGrpc.getCreateNamespaceMethod(),
                      ProtoRequestEncoder::createNamespace,
                      ProtoResponseDecoder::namespace)),
          row(
              DataOperations.DESCRIBE_NAMESPACE,
              () ->
                  new GrpcBinding<>(
                      DataOperations.DESCRIBE_NAMESPACE,
                      VectorServiceGrpc.getDescribeNamespaceMethod(),
                      ProtoRequestEncoder::describeNamespace,
                      ProtoResponseDecoder::namespace)),
          row(
              DataOperations.LIST_NAMESPACES,
              () ->
                  new GrpcBinding<>(
                      DataOperations.LIST_NAMESPACES,
                      VectorServiceGrpc.getListNamespacesMethod(),
                      ProtoRequestEncoder::listNamespaces,
                      ProtoResponseDecoder::listNamespaces)),
          row(
              DataOperations.DELETE_NAMESPACE,
              () ->
                  new GrpcBinding<>(
                      DataOperations.DELETE_NAMESPACE,
                      VectorServiceGrpc.getDeleteNamespaceMethod(),
                      ProtoRequestEncoder::deleteNamespace,
                      ProtoResponseDecoder::deleteNamespace)),
          row(
              AliasOperations.CREATE_NAMESPACE_ALIAS,
              () ->
                  new GrpcBinding<>(
                      AliasOperations.CREATE_NAMESPACE_ALIAS,
                      NamespaceAliasServiceGrpc.getCreateNamespaceAliasMethod(),
                      ProtoRequestEncoder::createAlias,
                      ProtoResponseDecoder::alias)),
          row(
              AliasOperations.DESCRIBE_NAMESPACE_ALIAS,
              () ->
                  new GrpcBinding<>(
                      AliasOperations.DESCRIBE_NAMESPACE_ALIAS,
                      NamespaceAliasServiceGrpc.getDescribeNamespaceAliasMethod(),
                      ProtoRequestEncoder::describeAlias,
                      ProtoResponseDecoder::alias)),
          row(
              AliasOperations.LIST_NAMESPACE_ALIASES,
              () ->
                  new GrpcBinding<>(
                      AliasOperations.LIST_NAMESPACE_ALIASES,
                      NamespaceAliasServiceGrpc.getListNamespaceAliasesMethod(),
                      ProtoRequestEncoder::listAliases,
                      ProtoResponseDecoder::listAliases)),
          row(
              AliasOperations.REPOINT_NAMESPACE_ALIAS,
              () ->
                  new GrpcBinding<>(
                      AliasOperations.REPOINT_NAMESPACE_ALIAS,
                      NamespaceAliasServiceGrpc.getRepointNamespaceAliasMethod(),
                      ProtoRequestEncoder::repointAlias,
                      ProtoResponseDecoder::alias)),
          row(
              AliasOperations.DELETE_NAMESPACE_ALIAS,
              () ->
                  new GrpcBinding<>(
                      AliasOperations.DELETE_NAMESPACE_ALIAS,
                      NamespaceAliasServiceGrpc.getDeleteNamespaceAliasMethod(),
                      ProtoRequestEncoder::deleteAlias,
                      ProtoResponseDecoder::deleteAlias)));

  private static final Map<Operation<?, ?>, GrpcBinding<?, ?, ?, ?>> MADE =
      new ConcurrentHashMap<>();

  private GrpcBindings() {}

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

  /** Returns the method with responses that are read without generated classes. */
  private static <P, T> MethodDescriptor<P, T> received(
      MethodDescriptor<P, ?> method, Decoder<T> decoder) {
    return method.toBuilder(method.getRequestMarshaller(), new IncomingMarshaller<>(decoder))
        .build();
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

  private static Map.Entry<Operation<?, ?>, Supplier<GrpcBinding<?, ?, ?, ?>>> row(
      Operation<?, ?> operation, Supplier<GrpcBinding<?, ?, ?, ?>> row) {
    return Map.entry(operation, row);
  }

  public static Set<Operation<?, ?>> operations() {
    return ROWS.keySet();
  }

  /** Returns the row of an operation; null if gRPC does not support it. */
  // A row is stored under its own operation, so its types are the operation's.
  @SuppressWarnings("unchecked")
  public static <Q, R> @Nullable GrpcBinding<Q, R, ?, ?> find(Operation<Q, R> operation) {
    GrpcBinding<?, ?, ?, ?> made = MADE.get(operation);
    if (made == null) {
      Supplier<GrpcBinding<?, ?, ?, ?>> row = ROWS.get(operation);
      made = row == null ? null : MADE.computeIfAbsent(operation, used -> row.get());
    }
    return (GrpcBinding<Q, R, ?, ?>) made;
  }
}
