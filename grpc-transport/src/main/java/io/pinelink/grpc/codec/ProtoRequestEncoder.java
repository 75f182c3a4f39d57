package io.pinelink.grpc.codec;

import io.pinelink.grpc.proto.CreateNamespaceAliasRequest;
import io.pinelink.grpc.proto.CreateNamespaceRequest;
import io.pinelink.grpc.proto.DeleteNamespaceAliasRequest;
import io.pinelink.grpc.proto.DeleteNamespaceRequest;
import io.pinelink.grpc.proto.DescribeNamespaceAliasRequest;
import io.pinelink.grpc.proto.DescribeNamespaceRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesRequest;
import io.pinelink.grpc.proto.ListNamespacesRequest;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.MetadataFieldProperties;
import io.pinelink.grpc.proto.MetadataSchema;
import io.pinelink.grpc.proto.RepointNamespaceAliasRequest;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;

/**
 * The conversions from models to messages; {@link VectorEncoder} encodes those with many vectors or
 * ids.
 */
final class ProtoRequestEncoder {
  private ProtoRequestEncoder() {}

  static ListRequest list(ListIdsRequest request, String namespace) {
    ListRequest.Builder message = ListRequest.newBuilder().setNamespace(namespace);
    request.prefix().ifPresent(message::setPrefix);
    request.limit().ifPresent(message::setLimit);
    request.paginationToken().ifPresent(message::setPaginationToken);
    return message.build();
  }

  static CreateNamespaceRequest createNamespace(
      io.pinelink.namespaces.CreateNamespaceRequest request, String namespace) {
    CreateNamespaceRequest.Builder message =
        CreateNamespaceRequest.newBuilder().setName(request.name());
    request.schema().ifPresent(schema -> message.setSchema(schema(schema)));
    return message.build();
  }

  private static MetadataSchema schema(io.pinelink.model.MetadataSchema schema) {
    MetadataFieldProperties filterable =
        MetadataFieldProperties.newBuilder().setFilterable(true).build();
    MetadataSchema.Builder message = MetadataSchema.newBuilder();
    schema.filterable().forEach(field -> message.putFields(field, filterable));
    return message.build();
  }

  static DescribeNamespaceRequest describeNamespace(ByName request, String namespace) {
    return DescribeNamespaceRequest.newBuilder().setNamespace(request.name()).build();
  }

  static ListNamespacesRequest listNamespaces(
      io.pinelink.namespaces.ListNamespacesRequest request, String namespace) {
    ListNamespacesRequest.Builder message = ListNamespacesRequest.newBuilder();
    request.prefix().ifPresent(message::setPrefix);
    request.limit().ifPresent(message::setLimit);
    request.paginationToken().ifPresent(message::setPaginationToken);
    return message.build();
  }

  static CreateNamespaceAliasRequest createAlias(AliasTarget request, String namespace) {
    return CreateNamespaceAliasRequest.newBuilder()
        .setName(request.name())
        .setTargetNamespace(request.targetNamespace())
        .build();
  }

  static DescribeNamespaceAliasRequest describeAlias(ByName request, String namespace) {
    return DescribeNamespaceAliasRequest.newBuilder().setAliasName(request.name()).build();
  }

  static ListNamespaceAliasesRequest listAliases(
      io.pinelink.namespaces.ListNamespaceAliasesRequest request, String namespace) {
    ListNamespaceAliasesRequest.Builder message = ListNamespaceAliasesRequest.newBuilder();
    request.prefix().ifPresent(message::setPrefix);
    request.targetNamespace().ifPresent(message::setTargetNamespace);
    request.limit().ifPresent(message::setLimit);
    request.paginationToken().ifPresent(message::setPaginationToken);
    return message.build();
  }

  static RepointNamespaceAliasRequest repointAlias(AliasTarget request, String namespace) {
    return RepointNamespaceAliasRequest.newBuilder()
        .setAliasName(request.name())
        .setTargetNamespace(request.targetNamespace())
        .build();
  }

  static DeleteNamespaceAliasRequest deleteAlias(ByName request, String namespace) {
    return DeleteNamespaceAliasRequest.newBuilder().setAliasName(request.name()).build();
  }

  static DeleteNamespaceRequest deleteNamespace(ByName request, String namespace) {
    return DeleteNamespaceRequest.newBuilder().setNamespace(request.name()).build();
  }
}
