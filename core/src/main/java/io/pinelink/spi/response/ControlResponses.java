package io.pinelink.spi.response;

import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ControlBridge;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.ConversionStatus;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.control.IndexStatus;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.MetricsTargets;
import io.pinelink.control.ReadCapacityStatus;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.imports.ErrorMode;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Creates the responses of the control plane. For transports, and for tests that stand in for them.
 */
public final class ControlResponses extends ControlBridge {
  private ControlResponses() {}

  /** Creates the status of an index. */
  public static IndexStatus indexStatus(boolean ready, String state) {
    return new IndexStatusResult(ready, state);
  }

  /** Creates the status of a read capacity. */
  public static ReadCapacityStatus readCapacityStatus(
      String state,
      OptionalInt currentShards,
      OptionalInt currentReplicas,
      Optional<String> errorMessage) {
    return new ReadCapacityStatusResult(state, currentShards, currentReplicas, errorMessage);
  }

  /** Creates the integrated embedding of an index. */
  public static IntegratedEmbedding integratedEmbedding(
      String model,
      Optional<Metric> metric,
      OptionalInt dimension,
      VectorType vectorType,
      Map<String, String> fieldMap,
      Fields readParameters,
      Fields writeParameters) {
    return new IntegratedEmbeddingResult(
        model, metric, dimension, vectorType, fieldMap, readParameters, writeParameters);
  }

  /** Creates the description of a collection. */
  public static CollectionDescription collection(
      String name,
      String status,
      String environment,
      OptionalLong size,
      OptionalInt dimension,
      OptionalLong vectorCount,
      ResponseInfo info) {
    return new CollectionResult(name, status, environment, size, dimension, vectorCount, info);
  }

  /** Creates the description of a restore job. */
  public static RestoreJobDescription restoreJob(
      String id,
      String backupId,
      String targetIndexName,
      String targetIndexId,
      String status,
      Optional<Instant> createdAt,
      Optional<Instant> completedAt,
      OptionalDouble percentComplete,
      ResponseInfo info) {
    return new RestoreJobResult(
        id,
        backupId,
        targetIndexName,
        targetIndexId,
        status,
        createdAt,
        completedAt,
        percentComplete,
        info);
  }

  /** Creates the description of a conversion job. */
  public static ConversionJobDescription conversionJob(
      String id,
      Optional<String> sourceIndexName,
      Optional<String> sourceIndexId,
      Optional<String> targetIndexName,
      Optional<String> targetIndexId,
      ConversionStatus status,
      Optional<ErrorMode> errorMode,
      OptionalDouble percentComplete,
      OptionalLong recordsConverted,
      OptionalLong recordsSkipped,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new ConversionJobResult(
        id,
        sourceIndexName,
        sourceIndexId,
        targetIndexName,
        targetIndexId,
        status,
        errorMode,
        percentComplete,
        recordsConverted,
        recordsSkipped,
        createdAt,
        info);
  }

  /** Creates the description of a backup schedule. */
  public static BackupScheduleDescription backupSchedule(
      String id,
      String name,
      String indexId,
      String projectId,
      String type,
      BackupFrequency frequency,
      int expireAfterDays,
      boolean enabled,
      Optional<Instant> nextScheduledRun,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new BackupScheduleResult(
        id,
        name,
        indexId,
        projectId,
        type,
        frequency,
        expireAfterDays,
        enabled,
        nextScheduledRun,
        createdAt,
        info);
  }

  /** Creates the response to a request to create an index from a backup. */
  public static CreateIndexFromBackupResponse createIndexFromBackup(
      String restoreJobId, String indexId, ResponseInfo info) {
    return new CreateIndexFromBackupResult(restoreJobId, indexId, info);
  }

  /** Creates a group of targets that Prometheus scrapes. */
  public static MetricsTargets metricsTargets(List<String> targets, Map<String, String> labels) {
    return new MetricsTargetsResult(targets, labels);
  }

  /** Creates the targets from which the metrics of a project can be scraped. */
  public static DiscoverMetricsResponse discoverMetrics(
      List<MetricsTargets> groups, ResponseInfo info) {
    return new DiscoverMetricsResult(groups, info);
  }
}
