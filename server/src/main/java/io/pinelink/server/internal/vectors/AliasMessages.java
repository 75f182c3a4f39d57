package io.pinelink.server.internal.vectors;

import com.google.protobuf.Timestamp;
import io.pinelink.grpc.proto.CreateNamespaceAliasRequest;
import io.pinelink.grpc.proto.DeleteNamespaceAliasRequest;
import io.pinelink.grpc.proto.DeleteNamespaceAliasResponse;
import io.pinelink.grpc.proto.DescribeNamespaceAliasRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesResponse;
import io.pinelink.grpc.proto.NamespaceAliasDescription;
import io.pinelink.grpc.proto.Pagination;
import io.pinelink.grpc.proto.RepointNamespaceAliasRequest;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.AliasPage;
import io.pinelink.server.internal.vectors.DataResults.Deleted;
import java.time.Instant;

/** The requests about namespace aliases and their responses in gRPC. */
final class AliasMessages {
  private AliasMessages() {}

  static AliasCalls.Point create(CreateNamespaceAliasRequest request) {
    return new AliasCalls.Point(request.getName(), request.getTargetNamespace());
  }

  static AliasCalls.Point repoint(RepointNamespaceAliasRequest request) {
    return new AliasCalls.Point(request.getAliasName(), request.getTargetNamespace());
  }

  static AliasCalls.Named describe(DescribeNamespaceAliasRequest request) {
    return new AliasCalls.Named(request.getAliasName());
  }

  static AliasCalls.Named delete(DeleteNamespaceAliasRequest request) {
    return new AliasCalls.Named(request.getAliasName());
  }

  static AliasCalls.ListAliases list(ListNamespaceAliasesRequest request) {
    return new AliasCalls.ListAliases(
        request.hasPrefix() ? request.getPrefix() : null,
        request.hasTargetNamespace() ? request.getTargetNamespace() : null,
        request.hasLimit() ? (Long) Integer.toUnsignedLong(request.getLimit()) : null,
        request.getPaginationToken());
  }

  static NamespaceAliasDescription described(AliasEntry alias) {
    return NamespaceAliasDescription.newBuilder()
        .setName(alias.name())
        .setTargetNamespace(alias.target())
        .setCreatedAt(time(alias.createdAt()))
        .setUpdatedAt(time(alias.updatedAt()))
        .build();
  }

  private static Timestamp time(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static ListNamespaceAliasesResponse listed(AliasPage page) {
    ListNamespaceAliasesResponse.Builder response =
        ListNamespaceAliasesResponse.newBuilder().setTotalCount(page.total());
    page.aliases().forEach(alias -> response.addNamespaceAliases(described(alias)));
    String next = page.next();
    if (next != null) {
      response.setPagination(Pagination.newBuilder().setNext(next));
    }
    return response.build();
  }

  static DeleteNamespaceAliasResponse deleted(Deleted deleted) {
    return DeleteNamespaceAliasResponse.getDefaultInstance();
  }
}
