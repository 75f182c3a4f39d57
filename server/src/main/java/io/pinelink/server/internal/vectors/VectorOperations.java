package io.pinelink.server.internal.vectors;

import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.FetchByMetadataRequest;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.server.internal.http.PathTable;
import java.util.function.IntSupplier;

/** The table of the operations on vectors. */
public final class VectorOperations {
  static final String SERVICE = "/VectorService/";

  private VectorOperations() {}

  /**
   * Adds all operations.
   *
   * @param maxUpsertBytes returns the maximum size of an upsert
   */
  public static void addTo(
      PathTable<DataEndpoint> paths, GrpcEndpoint grpc, IntSupplier maxUpsertBytes) {
    new DataTable(paths, grpc, SERVICE, call -> {})
        .on(
            "upsert",
            "POST /vectors/upsert",
            call -> UpsertVectors.ofJson(call, maxUpsertBytes.getAsInt()),
            message -> UpsertDecoder.decode(message, maxUpsertBytes.getAsInt()))
        .on(
            "query",
            "POST /query",
            QueryVectors::ofJson,
            QueryRequest::parser,
            QueryVectors::ofMessage)
        .on(
            "update",
            "POST /vectors/update",
            UpdateVectors::ofJson,
            UpdateRequest::parser,
            UpdateVectors::ofMessage)
        .on(
            "delete",
            "POST /vectors/delete",
            DeleteVectors::ofJson,
            DeleteRequest::parser,
            DeleteVectors::ofMessage)
        .on(
            "fetch",
            "GET /vectors/fetch",
            FetchVectors::ofJson,
            FetchRequest::parser,
            FetchVectors::ofMessage)
        .on(
            "fetchByMetadata",
            "POST /vectors/fetch_by_metadata",
            FetchByMetadata::ofJson,
            FetchByMetadataRequest::parser,
            FetchByMetadata::ofMessage)
        .on(
            "listIds",
            "List",
            "GET /vectors/list",
            ListIds::ofJson,
            ListRequest::parser,
            ListIds::ofMessage)
        .on(
            "describeIndexStats",
            "POST /describe_index_stats",
            DescribeStats::ofJson,
            DescribeIndexStatsRequest::parser,
            DescribeStats::ofMessage)
        .on(
            "describeIndexStats",
            "GET /describe_index_stats",
            DescribeStats::ofJson,
            DescribeIndexStatsRequest::parser,
            DescribeStats::ofMessage);
  }
}
