package io.pinelink.cli.backups;

import io.pinelink.cli.output.ResultFacts;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.RestoreJobDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts that commands print about a backup, a schedule or a restore job. */
final class BackupFacts {
  private BackupFacts() {}

  static Map<String, @Nullable Object> of(BackupDescription backup) {
    return new ResultFacts()
        .put("id", backup.id())
        .put("name", backup.name())
        .put("description", backup.description())
        .put("index", backup.sourceIndexName())
        .put("status", backup.status())
        .put("cloud", backup.cloud().value())
        .put("region", backup.region())
        .put("dimension", backup.dimension())
        .put("metric", backup.metric().map(metric -> metric.value()))
        .put("recordCount", backup.recordCount())
        .put("namespaceCount", backup.namespaceCount())
        .put("sizeBytes", backup.sizeBytes())
        .put("createdAt", backup.createdAt())
        .put("tags", backup.tags())
        .asMap();
  }

  static Map<String, @Nullable Object> of(BackupScheduleDescription schedule) {
    return new ResultFacts()
        .put("id", schedule.id())
        .put("name", schedule.name())
        .put("frequency", schedule.frequency().value())
        .put("expireAfterDays", schedule.expireAfterDays())
        .put("enabled", schedule.enabled())
        .put("nextScheduledRun", schedule.nextScheduledRun())
        .put("createdAt", schedule.createdAt())
        .asMap();
  }

  static Map<String, @Nullable Object> of(RestoreJobDescription job) {
    return new ResultFacts()
        .put("id", job.id())
        .put("backupId", job.backupId())
        .put("index", job.targetIndexName())
        .put("status", job.status())
        .put("percentComplete", job.percentComplete())
        .put("createdAt", job.createdAt())
        .put("completedAt", job.completedAt())
        .asMap();
  }
}
