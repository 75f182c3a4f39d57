package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.NamespaceSummary;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A request for the counts of records. */
record DescribeStats(Map<String, @Nullable Object> filter) implements DataRequest<DataResult.Body> {
  /** Decodes a request; a GET has no body, and the body of a POST is optional. */
  static DescribeStats ofJson(ServerCall call) {
    var read =
        new Object() {
          Map<String, @Nullable Object> filter = Map.of();
        };
    if (call.body().length > 0) {
      JsonStreamReader.read(
          call.body(),
          (name, in) -> {
            if (name.equals("filter")) {
              read.filter = in.json();
            } else {
              in.skip();
            }
          });
    }
    return new DescribeStats(read.filter);
  }

  static DescribeStats ofMessage(DescribeIndexStatsRequest message) {
    return new DescribeStats(VectorMessages.map(message.getFilter()));
  }

  @Override
  public DataResult<DataResult.Body> answer(StoredIndex index) {
    Map<String, Integer> counts = index.counts();
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (!filter.isEmpty()) {
      if (!index.shape().isOnPods()) {
        throw RpcException.invalid("Serverless indexes do not describe stats with a filter");
      }
      // A malformed filter is refused even if there is no namespace yet.
      Predicate<Map<String, Object>> unused = index.filters("").compile(filter);
      counts = index.countsMatching(filter);
    }
    return DataResult.of(new Stats(index.shape(), counts, total));
  }

  /**
   * Counts of records.
   *
   * @param counts the number of records, or of matching records if there is a filter, by namespace;
   *     the name of the default namespace is {@code ""}
   * @param total the number of records in all namespaces, independent of the filter
   */
  private record Stats(IndexShape shape, Map<String, Integer> counts, int total)
      implements DataResult.Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      out.writeObjectFieldStart("namespaces");
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        out.writeObjectFieldStart(count.getKey());
        out.writeNumberField("vectorCount", count.getValue());
        out.writeEndObject();
      }
      out.writeEndObject();
      if (!shape.isSparse()) {
        out.writeNumberField("dimension", shape.dimension());
      }
      out.writeNumberField("indexFullness", 0);
      out.writeNumberField("totalVectorCount", total);
      if (shape.hasMetric()) {
        out.writeStringField("metric", shape.metric().wireName());
        out.writeStringField("vectorType", shape.vectorType());
      }
    }

    @Override
    public MessageLite message(boolean withSizes) {
      DescribeIndexStatsResponse.Builder message =
          DescribeIndexStatsResponse.newBuilder().setTotalVectorCount(total);
      if (shape.hasMetric()) {
        message.setMetric(shape.metric().wireName()).setVectorType(shape.vectorType());
      }
      if (!shape.isSparse()) {
        message.setDimension(shape.dimension());
      }
      counts.forEach(
          (name, count) ->
              message.putNamespaces(
                  name, NamespaceSummary.newBuilder().setVectorCount(count).build()));
      return message.build();
    }
  }
}
