package io.pinelink.internal.response;

import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CollectionDescription;
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
import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Creates the responses of the control plane. For transports, and for tests that stand in for them.
 */
public final class ControlResponses {
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

  /** A {@link IndexStatus}. */
  public record IndexStatusResult(boolean ready, String state) implements IndexStatus {
    private static final String TERMINATING = "Terminating";
    private static final Set<String> ENDED =
        Set.of("InitializationFailed", "Failed", TERMINATING, "Disabled");

    /** Checks that no part is null. */
    public IndexStatusResult {
      Objects.requireNonNull(state, "state is null");
    }

    @Override
    public boolean isTerminal() {
      return ENDED.contains(state);
    }

    @Override
    public boolean isTerminating() {
      return state.equals(TERMINATING);
    }
  }

  /** A {@link ReadCapacityStatus}. */
  public record ReadCapacityStatusResult(
      String state,
      OptionalInt currentShards,
      OptionalInt currentReplicas,
      Optional<String> errorMessage)
      implements ReadCapacityStatus {
    /** Checks that no part is null. */
    public ReadCapacityStatusResult {
      Objects.requireNonNull(state, "state is null");
      Objects.requireNonNull(currentShards, "currentShards is null");
      Objects.requireNonNull(currentReplicas, "currentReplicas is null");
      Objects.requireNonNull(errorMessage, "errorMessage is null");
    }
  }

  /** A {@link IntegratedEmbedding}. */
  public record IntegratedEmbeddingResult(
      String model,
      Optional<Metric> metric,
      OptionalInt dimension,
      VectorType vectorType,
      Map<String, String> fieldMap,
      Fields readParameters,
      Fields writeParameters)
      implements IntegratedEmbedding {
    /** Copies the map. */
    public IntegratedEmbeddingResult {
      Objects.requireNonNull(model, "model is null");
      Objects.requireNonNull(metric, "metric is null");
      Objects.requireNonNull(dimension, "dimension is null");
      Objects.requireNonNull(vectorType, "vectorType is null");
      Objects.requireNonNull(fieldMap, "fieldMap is null");
      Objects.requireNonNull(readParameters, "readParameters is null");
      Objects.requireNonNull(writeParameters, "writeParameters is null");
      fieldMap = Collections.unmodifiableMap(new LinkedHashMap<>(fieldMap));
    }

    @Override
    public Optional<String> textField() {
      return Optional.ofNullable(fieldMap.get("text"));
    }
  }

  /** A {@link CollectionDescription}. */
  public record CollectionResult(
      String name,
      String status,
      String environment,
      OptionalLong size,
      OptionalInt dimension,
      OptionalLong vectorCount,
      ResponseInfo info)
      implements CollectionDescription {
    private static final Set<String> ENDED = Set.of("Terminating", "Terminated", "Failed");

    /** Checks that no part is null. */
    public CollectionResult {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(status, "status is null");
      Objects.requireNonNull(environment, "environment is null");
      Objects.requireNonNull(size, "size is null");
      Objects.requireNonNull(dimension, "dimension is null");
      Objects.requireNonNull(vectorCount, "vectorCount is null");
      Objects.requireNonNull(info, "info is null");
    }

    @Override
    public boolean isReady() {
      return status.equals("Ready");
    }

    @Override
    public boolean isTerminal() {
      return ENDED.contains(status);
    }
  }

  /** A {@link RestoreJobDescription}. */
  public record RestoreJobResult(
      String id,
      String backupId,
      String targetIndexName,
      String targetIndexId,
      String status,
      Optional<Instant> createdAt,
      Optional<Instant> completedAt,
      OptionalDouble percentComplete,
      ResponseInfo info)
      implements RestoreJobDescription {
    private static final Set<String> ENDED = Set.of("Failed", "Cancelled");

    /** Checks that no part is null. */
    public RestoreJobResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(backupId, "backupId is null");
      Objects.requireNonNull(targetIndexName, "targetIndexName is null");
      Objects.requireNonNull(targetIndexId, "targetIndexId is null");
      Objects.requireNonNull(status, "status is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(completedAt, "completedAt is null");
      Objects.requireNonNull(percentComplete, "percentComplete is null");
      Objects.requireNonNull(info, "info is null");
    }

    @Override
    public boolean isCompleted() {
      return status.equals("Completed");
    }

    @Override
    public boolean isFailed() {
      return ENDED.contains(status);
    }
  }

  /** A {@link ConversionJobDescription}. */
  public record ConversionJobResult(
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
      ResponseInfo info)
      implements ConversionJobDescription {
    /** Treats empty names and ids as missing. */
    public ConversionJobResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(status, "status is null");
      Objects.requireNonNull(errorMode, "errorMode is null");
      Objects.requireNonNull(percentComplete, "percentComplete is null");
      Objects.requireNonNull(recordsConverted, "recordsConverted is null");
      Objects.requireNonNull(recordsSkipped, "recordsSkipped is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(info, "info is null");
      sourceIndexName = sourceIndexName.filter(name -> !name.isEmpty());
      sourceIndexId = sourceIndexId.filter(value -> !value.isEmpty());
      targetIndexName = targetIndexName.filter(name -> !name.isEmpty());
      targetIndexId = targetIndexId.filter(value -> !value.isEmpty());
    }

    @Override
    public boolean isCompleted() {
      return status.equals(ConversionStatus.COMPLETED);
    }

    @Override
    public boolean isFailed() {
      return status.isFailed();
    }
  }

  /** A {@link BackupScheduleDescription}. */
  public record BackupScheduleResult(
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
      ResponseInfo info)
      implements BackupScheduleDescription {
    /** Checks that no part is null. */
    public BackupScheduleResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(indexId, "indexId is null");
      Objects.requireNonNull(projectId, "projectId is null");
      Objects.requireNonNull(type, "type is null");
      Objects.requireNonNull(frequency, "frequency is null");
      Objects.requireNonNull(nextScheduledRun, "nextScheduledRun is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link CreateIndexFromBackupResponse}. */
  public record CreateIndexFromBackupResult(String restoreJobId, String indexId, ResponseInfo info)
      implements CreateIndexFromBackupResponse {
    /** Checks that no part is null. */
    public CreateIndexFromBackupResult {
      Objects.requireNonNull(restoreJobId, "restoreJobId is null");
      Objects.requireNonNull(indexId, "indexId is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link MetricsTargets}. */
  public record MetricsTargetsResult(List<String> targets, Map<String, String> labels)
      implements MetricsTargets {
    /** Copies the targets and the labels. */
    public MetricsTargetsResult {
      targets = Check.copy("targets", targets);
      labels = Check.copy("labels", labels);
    }
  }

  /** A {@link DiscoverMetricsResponse}. */
  public record DiscoverMetricsResult(List<MetricsTargets> groups, ResponseInfo info)
      implements DiscoverMetricsResponse {
    /** Copies the groups. */
    public DiscoverMetricsResult {
      Objects.requireNonNull(info, "info is null");
      groups = Check.copy("groups", groups);
    }
  }
}
