package io.pinelink.internal.response;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.DenseValues;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.MetadataCodec;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The records behind the responses about vectors and those that all areas share, and what creates
 * vectors and metadata without checks.
 */
public final class VectorResponses {
  private VectorResponses() {}

  /**
   * Describes the origin of a response.
   *
   * @param requestId the service's id of the call; null if it did not report one
   * @param namespace the namespace of the call, by either name of the default one; empty for calls
   *     that concern no namespace
   * @param writeLsn the log sequence number of this write; null on reads and if the service did not
   *     report it
   * @param readLsn the log sequence number up to which this read saw writes; null on writes and if
   *     the service did not report it
   * @param serverDuration the processing time of the service; null if it did not report one
   * @param route the route of the call
   * @param protocol the protocol of the call
   * @param attempts the number of attempts, at least 1
   */
  public static ResponseInfo info(
      @Nullable String requestId,
      String namespace,
      @Nullable Long writeLsn,
      @Nullable Long readLsn,
      @Nullable Duration serverDuration,
      Route route,
      Protocol protocol,
      int attempts) {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(route, "route is null");
    Objects.requireNonNull(protocol, "protocol is null");
    return new ReceivedInfo(
        requestId, namespace, writeLsn, readLsn, serverDuration, route, protocol, attempts);
  }

  /** Describes the origin of a response without a processing time. */
  public static ResponseInfo info(
      @Nullable String requestId,
      String namespace,
      @Nullable Long writeLsn,
      @Nullable Long readLsn,
      Route route,
      Protocol protocol,
      int attempts) {
    return info(requestId, namespace, writeLsn, readLsn, null, route, protocol, attempts);
  }

  /**
   * Creates a vector without checks. It may violate the rules for requests, and may have no values
   * at all.
   *
   * @param values the dense values; the array is not copied and belongs to the vector afterwards
   */
  public static Vector vector(
      String id, float[] values, @Nullable SparseValues sparseValues, Metadata metadata) {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(values, "values is null");
    Objects.requireNonNull(metadata, "metadata is null");
    return new ReceivedVector(id, values, sparseValues, metadata);
  }

  /**
   * Creates dense values without checks. They may violate the rules for requests. The array is not
   * copied and belongs to the values afterwards.
   */
  public static DenseValues denseValues(float[] values) {
    Objects.requireNonNull(values, "values is null");
    return new ReceivedValues(values);
  }

  /**
   * Creates sparse values without checks. They may violate the rules for requests. Empty if the
   * arrays are empty. The arrays are not copied and belong to the sparse values afterwards.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Optional<SparseValues> sparseValues(int[] indices, float[] values) {
    Objects.requireNonNull(indices, "indices is null");
    Objects.requireNonNull(values, "values is null");
    if (indices.length != values.length) {
      throw new IllegalArgumentException(
          indices.length + " sparse indices and " + values.length + " values");
    }
    return indices.length == 0
        ? Optional.empty()
        : Optional.of(new ReceivedSparseValues(indices, values));
  }

  /**
   * Creates metadata without checks. It may violate the rules for requests. Values that metadata
   * cannot contain are left out: nulls, nested objects, and list elements that are not strings.
   *
   * @param values each a String, a Double, a Boolean, null, or a List or Map of anything; the map
   *     is not copied, must be modifiable, and belongs to the metadata afterwards
   */
  public static Metadata metadata(Map<String, @Nullable Object> values) {
    Objects.requireNonNull(values, "values is null");
    for (Object value : values.values()) {
      if (value == null || value instanceof List || value instanceof Map) {
        leaveOut(values);
        break;
      }
    }
    return values.isEmpty() ? Metadata.empty() : new ReceivedMetadata(withoutNulls(values));
  }

  private static void leaveOut(Map<String, @Nullable Object> values) {
    values.replaceAll((key, value) -> value instanceof List<?> list ? strings(list) : value);
    values.values().removeIf(value -> value == null || value instanceof Map);
  }

  private static List<String> strings(List<?> list) {
    return list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  // The nulls were removed before, and the map is never changed afterwards.
  @SuppressWarnings({"unchecked", "NullAway"})
  private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> values) {
    return (Map<String, Object>) (Map<String, ?>) values;
  }

  public record QueryResult(
      List<Match> matches,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements QueryResponse {
    public QueryResult {
      matches = Check.copy("matches", matches);
    }
  }

  public record FetchResult(
      Map<String, Vector> vectors,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements FetchResponse {
    public FetchResult {
      vectors = Check.copy("vectors", vectors);
    }
  }

  public record FetchByMetadataResult(
      List<Vector> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements FetchByMetadataResponse {
    public FetchByMetadataResult {
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  public record ListIdsResult(
      List<String> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements ListIdsResponse {
    public ListIdsResult {
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  public record ListResult<T>(List<T> items, Optional<String> nextToken, ResponseInfo info)
      implements ListResponse<T> {
    public ListResult {
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  public record UpsertResult(long upsertedCount, ResponseInfo info) implements UpsertResponse {}

  public record UpdateResult(OptionalLong matchedRecords, ResponseInfo info)
      implements UpdateResponse {}

  public record DeleteResult(OptionalLong matchedRecords, ResponseInfo info)
      implements DeleteResponse {}

  public record StatsResult(
      Map<String, Long> namespaces,
      long totalVectorCount,
      OptionalInt dimension,
      float indexFullness,
      Optional<Metric> metric,
      Optional<VectorType> vectorType,
      Optional<Float> memoryFullness,
      Optional<Float> storageFullness,
      ResponseInfo info)
      implements IndexStats {
    public StatsResult {
      namespaces = Check.copy("namespaces", namespaces);
    }
  }

  public record MatchResult(float score, Vector vector) implements Match {
    @Override
    public String id() {
      return vector.id();
    }

    @Override
    public Metadata metadata() {
      return vector.metadata();
    }

    @Override
    public <T> T metadata(MetadataCodec<T> codec) {
      return codec.decode(metadata());
    }

    /** Returns the id and the score. */
    @Override
    public String toString() {
      return "Match[" + id() + ", " + score + "]";
    }
  }

  public record EmptyResult(ResponseInfo info) implements EmptyResponse {}

  /** The origin of a response. */
  public static final class ReceivedInfo extends ResponseInfo {
    private ReceivedInfo(
        @Nullable String requestId,
        String namespace,
        @Nullable Long writeLsn,
        @Nullable Long readLsn,
        @Nullable Duration serverDuration,
        Route route,
        Protocol protocol,
        int attempts) {
      super(requestId, namespace, writeLsn, readLsn, serverDuration, route, protocol, attempts);
    }
  }

  /** A vector of a response. */
  public static final class ReceivedVector extends Vector {
    private ReceivedVector(
        String id, float[] values, @Nullable SparseValues sparseValues, Metadata metadata) {
      super(id, values, sparseValues, metadata);
    }
  }

  /** Dense values of a response. */
  public static final class ReceivedValues extends DenseValues {
    private ReceivedValues(float[] values) {
      super(values);
    }
  }

  /** Sparse values of a response. */
  public static final class ReceivedSparseValues extends SparseValues {
    private ReceivedSparseValues(int[] indices, float[] values) {
      super(indices, values);
    }
  }

  /** Metadata of a response. */
  public static final class ReceivedMetadata extends Metadata {
    private ReceivedMetadata(Map<String, Object> values) {
      super(values);
    }
  }
}
