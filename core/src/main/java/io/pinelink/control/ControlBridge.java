package io.pinelink.control;

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
 * The implementation of this package's responses, which {@code
 * io.pinelink.spi.response.ControlResponses} creates for transports. Not for applications: they
 * receive responses from calls, and create them for tests with the module {@code pinelink-testing}.
 */
public abstract class ControlBridge {
  /** For the SPI. */
  protected ControlBridge() {}

  /** A {@link IndexStatus}. */
  protected record IndexStatusResult(boolean ready, String state) implements IndexStatus {
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
  protected record ReadCapacityStatusResult(
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
  protected record IntegratedEmbeddingResult(
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
  protected record CollectionResult(
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
  protected record RestoreJobResult(
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
  protected record ConversionJobResult(
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
  protected record BackupScheduleResult(
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
  protected record CreateIndexFromBackupResult(
      String restoreJobId, String indexId, ResponseInfo info)
      implements CreateIndexFromBackupResponse {
    /** Checks that no part is null. */
    public CreateIndexFromBackupResult {
      Objects.requireNonNull(restoreJobId, "restoreJobId is null");
      Objects.requireNonNull(indexId, "indexId is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link MetricsTargets}. */
  protected record MetricsTargetsResult(List<String> targets, Map<String, String> labels)
      implements MetricsTargets {
    /** Copies the targets and the labels. */
    public MetricsTargetsResult {
      targets = Check.copy("targets", targets);
      labels = Check.copy("labels", labels);
    }
  }

  /** A {@link DiscoverMetricsResponse}. */
  protected record DiscoverMetricsResult(List<MetricsTargets> groups, ResponseInfo info)
      implements DiscoverMetricsResponse {
    /** Copies the groups. */
    public DiscoverMetricsResult {
      Objects.requireNonNull(info, "info is null");
      groups = Check.copy("groups", groups);
    }
  }
}
