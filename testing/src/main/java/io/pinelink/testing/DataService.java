package io.pinelink.testing;

import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DeleteResponse;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.grpc.proto.NamespaceSummary;
import io.pinelink.grpc.proto.Pagination;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpdateResponse;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.UpsertResponse;
import io.pinelink.grpc.proto.Usage;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The operations of the vector service: protobuf in, store, protobuf out. */
final class DataService {
  private static final int IDS_PER_READ_UNIT = 10;

  private DataService() {}

  static GrpcReply upsert(StoredIndex index, UpsertRequest request) {
    Validation.checkUpsertSize(request.getVectorsCount(), request.getSerializedSize());
    List<StoredVector> vectors =
        request.getVectorsList().stream().map(FromProto::storedVector).toList();
    long lsn = index.upsert(request.getNamespace(), vectors);
    return new GrpcReply(
        UpsertResponse.newBuilder().setUpsertedCount(vectors.size()).build(), Lsn.ofWrite(lsn));
  }

  static GrpcReply update(StoredIndex index, UpdateRequest request) {
    if (request.hasFilter()) {
      if (!request.getId().isEmpty()) {
        throw RpcException.invalid("Cannot provide both 'id' and 'filter'");
      }
      throw new RpcException(RpcCode.UNIMPLEMENTED, "Update by filter is not served");
    }
    long lsn = index.update(request.getNamespace(), FromProto.vectorUpdate(request));
    return new GrpcReply(UpdateResponse.getDefaultInstance(), Lsn.ofWrite(lsn));
  }

  static GrpcReply delete(StoredIndex index, DeleteRequest request) {
    boolean byIds = request.getIdsCount() > 0;
    int selectors =
        (byIds ? 1 : 0) + (request.getDeleteAll() ? 1 : 0) + (request.hasFilter() ? 1 : 0);
    if (selectors != 1) {
      throw RpcException.invalid(
          "Delete needs exactly one of 'ids', 'deleteAll' and 'filter', got " + selectors);
    }
    String namespace = request.getNamespace();
    long lsn;
    if (byIds) {
      lsn = index.delete(namespace, request.getIdsList());
    } else if (request.getDeleteAll()) {
      lsn = index.deleteAll(namespace);
    } else {
      lsn =
          index.deleteMatching(
              namespace, index.filters().compileNonEmpty(FromProto.map(request.getFilter())));
    }
    return new GrpcReply(DeleteResponse.getDefaultInstance(), Lsn.ofWrite(lsn));
  }

  static GrpcReply fetch(StoredIndex index, FetchRequest request) {
    Read<Map<String, StoredVector>> read =
        index.fetch(request.getNamespace(), request.getIdsList());
    FetchResponse.Builder response =
        FetchResponse.newBuilder()
            .setNamespace(Validation.namespace(request.getNamespace()))
            .setUsage(usage(fetchUnits(read.value().size())));
    read.value().forEach((id, vector) -> response.putVectors(id, ToProto.vector(vector)));
    return new GrpcReply(response.build(), Lsn.ofRead(read.lsn()));
  }

  static GrpcReply list(StoredIndex index, ListRequest request) {
    Read<IdPage> read =
        index.list(
            request.getNamespace(),
            request.getPrefix(),
            request.hasLimit() ? Integer.toUnsignedLong(request.getLimit()) : Validation.MAX_PAGE,
            request.hasPaginationToken() ? request.getPaginationToken() : null);
    ListResponse.Builder response =
        ListResponse.newBuilder()
            .setNamespace(Validation.namespace(request.getNamespace()))
            .setUsage(usage(1));
    read.value().ids().forEach(id -> response.addVectors(ListItem.newBuilder().setId(id)));
    String next = read.value().next();
    if (next != null) {
      response.setPagination(Pagination.newBuilder().setNext(next));
    }
    return new GrpcReply(response.build(), Lsn.ofRead(read.lsn()));
  }

  static GrpcReply query(StoredIndex index, QueryRequest request) {
    Predicate<Map<String, Object>> filter =
        index.filters().compile(FromProto.map(request.getFilter()));
    Read<List<Match>> read =
        index.query(request.getNamespace(), FromProto.vectorQuery(request, filter));
    QueryResponse.Builder response =
        QueryResponse.newBuilder()
            .setNamespace(Validation.namespace(request.getNamespace()))
            .setUsage(usage(1));
    for (Match match : read.value()) {
      response.addMatches(
          ToProto.scoredVector(match, request.getIncludeValues(), request.getIncludeMetadata()));
    }
    return new GrpcReply(response.build(), Lsn.ofRead(read.lsn()));
  }

  static GrpcReply stats(StoredIndex index, DescribeIndexStatsRequest request) {
    if (request.getFilter().getFieldsCount() > 0) {
      throw RpcException.invalid("Serverless indexes do not describe stats with a filter");
    }
    IndexShape shape = index.shape();
    DescribeIndexStatsResponse.Builder response =
        DescribeIndexStatsResponse.newBuilder()
            .setMetric(shape.metric().wireName())
            .setVectorType(shape.vectorType());
    if (!shape.isSparse()) {
      response.setDimension(shape.dimension());
    }
    int total = 0;
    for (Map.Entry<String, Integer> count : index.counts().entrySet()) {
      response.putNamespaces(
          count.getKey(), NamespaceSummary.newBuilder().setVectorCount(count.getValue()).build());
      total += count.getValue();
    }
    return new GrpcReply(response.setTotalVectorCount(total).build(), Lsn.none());
  }

  private static int fetchUnits(int records) {
    return Math.max(1, (records + IDS_PER_READ_UNIT - 1) / IDS_PER_READ_UNIT);
  }

  private static Usage usage(int readUnits) {
    return Usage.newBuilder().setReadUnits(readUnits).build();
  }
}
