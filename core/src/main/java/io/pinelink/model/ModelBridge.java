package io.pinelink.model;

import io.pinelink.internal.validation.Check;
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
 * The implementation of this package's responses, which {@code
 * io.pinelink.spi.response.VectorResponses} creates for transports. Not for applications: they
 * receive responses from calls, and create them for tests with the module {@code pinelink-testing}.
 */
public abstract class ModelBridge {
  /** For the SPI. */
  protected ModelBridge() {}

  /** See {@code VectorResponses.vector}. */
  protected static Vector receivedVector(
      String id, float[] values, @Nullable SparseValues sparseValues, Metadata metadata) {
    return Vector.received(id, values, sparseValues, metadata);
  }

  /** See {@code VectorResponses.denseValues}. */
  protected static DenseValues receivedDenseValues(float[] values) {
    return new DenseValues(values);
  }

  /** See {@code VectorResponses.sparseValues}. */
  protected static Optional<SparseValues> receivedSparseValues(int[] indices, float[] values) {
    return SparseValues.received(indices, values);
  }

  /** See {@code VectorResponses.metadata}. */
  protected static Metadata receivedMetadata(Map<String, @Nullable Object> values) {
    return Metadata.received(values);
  }

  /** See {@code VectorResponses.info}. */
  protected static ResponseInfo receivedInfo(
      @Nullable String requestId,
      String namespace,
      @Nullable Long writeLsn,
      @Nullable Long readLsn,
      @Nullable Duration serverDuration,
      Route route,
      Protocol protocol,
      int attempts) {
    return new ResponseInfo(
        requestId, namespace, writeLsn, readLsn, serverDuration, route, protocol, attempts);
  }

  /** A {@link QueryResponse}. */
  protected record QueryResult(
      List<Match> matches,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements QueryResponse {
    /** Copies the content. */
    public QueryResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(columns, "columns is null");
      Objects.requireNonNull(info, "info is null");
      matches = Check.copy("matches", matches);
    }
  }

  /** A {@link FetchResponse}. */
  protected record FetchResult(
      Map<String, Vector> vectors,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements FetchResponse {
    /** Copies the content. */
    public FetchResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(columns, "columns is null");
      Objects.requireNonNull(info, "info is null");
      vectors = Check.copy("vectors", vectors);
    }
  }

  /** A {@link FetchByMetadataResponse}. */
  protected record FetchByMetadataResult(
      List<Vector> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements FetchByMetadataResponse {
    /** Copies the content. */
    public FetchByMetadataResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(nextToken, "nextToken is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(columns, "columns is null");
      Objects.requireNonNull(info, "info is null");
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link ListIdsResponse}. */
  protected record ListIdsResult(
      List<String> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements ListIdsResponse {
    /** Copies the content. */
    public ListIdsResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(nextToken, "nextToken is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(info, "info is null");
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link ListResponse}. */
  protected record ListResult<T>(List<T> items, Optional<String> nextToken, ResponseInfo info)
      implements ListResponse<T> {
    /** Copies the content. */
    public ListResult {
      Objects.requireNonNull(nextToken, "nextToken is null");
      Objects.requireNonNull(info, "info is null");
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link UpsertResponse}. */
  protected record UpsertResult(long upsertedCount, ResponseInfo info) implements UpsertResponse {
    /** Copies the content. */
    public UpsertResult {
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link UpdateResponse}. */
  protected record UpdateResult(OptionalLong matchedRecords, ResponseInfo info)
      implements UpdateResponse {
    /** Copies the content. */
    public UpdateResult {
      Objects.requireNonNull(matchedRecords, "matchedRecords is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link DeleteResponse}. */
  protected record DeleteResult(ResponseInfo info) implements DeleteResponse {
    /** Copies the content. */
    public DeleteResult {
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link IndexStats}. */
  protected record StatsResult(
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
    /** Copies the content. */
    public StatsResult {
      Objects.requireNonNull(dimension, "dimension is null");
      Objects.requireNonNull(metric, "metric is null");
      Objects.requireNonNull(vectorType, "vectorType is null");
      Objects.requireNonNull(memoryFullness, "memoryFullness is null");
      Objects.requireNonNull(storageFullness, "storageFullness is null");
      Objects.requireNonNull(info, "info is null");
      namespaces = Check.copy("namespaces", namespaces);
    }
  }

  /** A {@link Match}. */
  protected record MatchResult(float score, Vector vector) implements Match {
    /** Checks that no part is null. */
    public MatchResult {
      Objects.requireNonNull(vector, "vector is null");
    }

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

  /** A {@link EmptyResponse}. */
  protected record EmptyResult(ResponseInfo info) implements EmptyResponse {
    /** Checks that no part is null. */
    public EmptyResult {
      Objects.requireNonNull(info, "info is null");
    }
  }
}
