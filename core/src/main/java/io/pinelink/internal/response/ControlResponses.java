package io.pinelink.internal.response;

import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.control.IndexStatus;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.MetricsTargets;
import io.pinelink.control.ReadCapacityStatus;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.imports.ErrorMode;
import io.pinelink.imports.JobStatus;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The records behind the responses of the control plane. */
public final class ControlResponses {
  private ControlResponses() {}

  public record IndexStatusResult(boolean ready, String state) implements IndexStatus {
    private static final String TERMINATING = "Terminating";
    private static final Set<String> ENDED =
        Set.of("InitializationFailed", "Failed", TERMINATING, "Disabled");

    @Override
    public boolean isTerminal() {
      return ENDED.contains(state);
    }

    @Override
    public boolean isTerminating() {
      return state.equals(TERMINATING);
    }
  }

  public record ReadCapacityStatusResult(
      String state,
      OptionalInt currentShards,
      OptionalInt currentReplicas,
      Optional<String> errorMessage)
      implements ReadCapacityStatus {}

  public record IntegratedEmbeddingResult(
      String model,
      Optional<Metric> metric,
      OptionalInt dimension,
      VectorType vectorType,
      Map<String, String> fieldMap,
      Fields readParameters,
      Fields writeParameters)
      implements IntegratedEmbedding {
    public IntegratedEmbeddingResult {
      Check.notNull(fieldMap, "fieldMap");
      fieldMap = Collections.unmodifiableMap(new LinkedHashMap<>(fieldMap));
    }

    @Override
    public Optional<String> textField() {
      return Optional.ofNullable(fieldMap.get("text"));
    }
  }

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

    @Override
    public boolean isReady() {
      return status.equals("Ready");
    }

    @Override
    public boolean isTerminal() {
      return ENDED.contains(status);
    }
  }

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

    @Override
    public boolean isCompleted() {
      return status.equals("Completed");
    }

    @Override
    public boolean isFailed() {
      return ENDED.contains(status);
    }
  }

  public record ConversionJobResult(
      String id,
      Optional<String> sourceIndexName,
      Optional<String> sourceIndexId,
      Optional<String> targetIndexName,
      Optional<String> targetIndexId,
      JobStatus status,
      Optional<ErrorMode> errorMode,
      OptionalDouble percentComplete,
      OptionalLong recordsConverted,
      OptionalLong recordsSkipped,
      Optional<Instant> createdAt,
      ResponseInfo info)
      implements ConversionJobDescription {
    /** Treats empty names and ids as missing. */
    public ConversionJobResult {
      sourceIndexName = sourceIndexName.filter(name -> !name.isEmpty());
      sourceIndexId = sourceIndexId.filter(value -> !value.isEmpty());
      targetIndexName = targetIndexName.filter(name -> !name.isEmpty());
      targetIndexId = targetIndexId.filter(value -> !value.isEmpty());
    }

    @Override
    public boolean isCompleted() {
      return status.equals(JobStatus.COMPLETED);
    }

    @Override
    public boolean isFailed() {
      return status.isFailed();
    }
  }

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
      implements BackupScheduleDescription {}

  public record CreateIndexFromBackupResult(String restoreJobId, String indexId, ResponseInfo info)
      implements CreateIndexFromBackupResponse {}

  public record MetricsTargetsResult(List<String> targets, Map<String, String> labels)
      implements MetricsTargets {
    public MetricsTargetsResult {
      targets = Check.copy("targets", targets);
      labels = Check.copy("labels", labels);
    }
  }

  public record DiscoverMetricsResult(List<MetricsTargets> groups, ResponseInfo info)
      implements DiscoverMetricsResponse {
    public DiscoverMetricsResult {
      groups = Check.copy("groups", groups);
    }
  }
}
