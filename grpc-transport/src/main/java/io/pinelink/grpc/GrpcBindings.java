package io.pinelink.grpc;

import io.grpc.MethodDescriptor;
import io.pinelink.grpc.IncomingMarshaller.Decoder;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row for each operation that gRPC carries. */
final class GrpcBindings {
  private static final List<GrpcBinding<?, ?, ?, ?>> ROWS =
      List.of(
          new GrpcBinding<>(
              DataOperations.UPSERT,
              sent(VectorServiceGrpc.getUpsertMethod()),
              ToWire::upsert,
              FromProto::upsert),
          new GrpcBinding<>(
              DataOperations.QUERY,
              received(sent(VectorServiceGrpc.getQueryMethod()), FromWire::query),
              ToWire::query,
              Function::apply),
          new GrpcBinding<>(
              DataOperations.UPDATE,
              VectorServiceGrpc.getUpdateMethod(),
              ToProto::update,
              FromProto::update),
          new GrpcBinding<>(
              DataOperations.DELETE,
              VectorServiceGrpc.getDeleteMethod(),
              ToProto::delete,
              FromProto::delete),
          new GrpcBinding<>(
              DataOperations.FETCH,
              received(VectorServiceGrpc.getFetchMethod(), FromWire::fetch),
              ToProto::fetch,
              Function::apply),
          new GrpcBinding<>(
              DataOperations.LIST,
              VectorServiceGrpc.getListMethod(),
              ToProto::list,
              FromProto::list),
          new GrpcBinding<>(
              DataOperations.DESCRIBE_INDEX_STATS,
              VectorServiceGrpc.getDescribeIndexStatsMethod(),
              ToProto::stats,
              FromProto::stats),
          new GrpcBinding<>(
              DataOperations.FETCH_BY_METADATA,
              received(VectorServiceGrpc.getFetchByMetadataMethod(), FromWire::fetchByMetadata),
              ToProto::fetchByMetadata,
              Function::apply),
          new GrpcBinding<>(
              DataOperations.CREATE_NAMESPACE,
              VectorServiceGrpc.getCreateNamespaceMethod(),
              ToProto::createNamespace,
              FromProto::namespace),
          new GrpcBinding<>(
              DataOperations.DESCRIBE_NAMESPACE,
              VectorServiceGrpc.getDescribeNamespaceMethod(),
              ToProto::describeNamespace,
              FromProto::namespace),
          new GrpcBinding<>(
              DataOperations.LIST_NAMESPACES,
              VectorServiceGrpc.getListNamespacesMethod(),
              ToProto::listNamespaces,
              FromProto::listNamespaces),
          new GrpcBinding<>(
              DataOperations.DELETE_NAMESPACE,
              VectorServiceGrpc.getDeleteNamespaceMethod(),
              ToProto::deleteNamespace,
              FromProto::deleteNamespace));

  private static final Map<Operation<?, ?>, GrpcBinding<?, ?, ?, ?>> BY_OPERATION =
      ROWS.stream()
          .collect(Collectors.toUnmodifiableMap(GrpcBinding::operation, Function.identity()));

  private GrpcBindings() {}

  /** The method with requests that are written without generated classes. */
  private static <S> MethodDescriptor<OutgoingMessage, S> sent(MethodDescriptor<?, S> method) {
    return method.toBuilder(new OutgoingMarshaller(), method.getResponseMarshaller()).build();
  }

  /** The method with answers that are read without generated classes. */
  private static <P, T> MethodDescriptor<P, T> received(
      MethodDescriptor<P, ?> method, Decoder<T> decoder) {
    return method.toBuilder(method.getRequestMarshaller(), new IncomingMarshaller<>(decoder))
        .build();
  }

  static List<GrpcBinding<?, ?, ?, ?>> rows() {
    return ROWS;
  }

  /** The row of an operation; null if gRPC does not carry it. */
  // A row is stored under its own operation, so its types are the operation's.
  @SuppressWarnings("unchecked")
  static <Q, R> @Nullable GrpcBinding<Q, R, ?, ?> find(Operation<Q, R> operation) {
    return (GrpcBinding<Q, R, ?, ?>) BY_OPERATION.get(operation);
  }
}
