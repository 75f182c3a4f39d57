package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.ControlOperations.CREATE_BACKUP;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FROM_BACKUP;
import static io.pinelink.spi.ControlOperations.DELETE_BACKUP;
import static io.pinelink.spi.ControlOperations.DESCRIBE_BACKUP;
import static io.pinelink.spi.ControlOperations.DESCRIBE_RESTORE_JOB;
import static io.pinelink.spi.ControlOperations.LIST_BACKUPS;
import static io.pinelink.spi.ControlOperations.LIST_RESTORE_JOBS;

import io.pinelink.control.ListBackupsRequest;
import org.jspecify.annotations.Nullable;

/** The rows of backups, and of creating indexes from them, at the control plane. */
final class BackupBindings {
  private BackupBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createBackup" ->
          new RestBinding<>(
              CREATE_BACKUP,
              r ->
                  RestRequest.post(
                      "/indexes/" + segment(r.index()) + "/backups", BackupToJson.createBackup(r)),
              BackupCodec::backup);
      case "describeBackup" ->
          new RestBinding<>(
              DESCRIBE_BACKUP,
              r -> RestRequest.get("/backups/" + segment(r.id())),
              BackupCodec::backup);
      case "listBackups" ->
          new RestBinding<>(
              LIST_BACKUPS, r -> RestRequest.get(backups(r)), BackupCodec::listBackups);
      case "deleteBackup" ->
          new RestBinding<>(
              DELETE_BACKUP,
              r -> RestRequest.delete("/backups/" + segment(r.id())),
              RestBinding::empty);
      case "createIndexFromBackup" ->
          new RestBinding<>(
              CREATE_INDEX_FROM_BACKUP,
              r ->
                  RestRequest.post(
                      "/backups/" + segment(r.backupId()) + "/create-index",
                      BackupToJson.createIndexFromBackup(r)),
              BackupCodec::createIndexFromBackup);
      case "describeRestoreJob" ->
          new RestBinding<>(
              DESCRIBE_RESTORE_JOB,
              r -> RestRequest.get("/restore-jobs/" + segment(r.id())),
              RestoreJobFromJson::restoreJob);
      case "listRestoreJobs" ->
          new RestBinding<>(
              LIST_RESTORE_JOBS,
              r -> RestRequest.get(new UrlQuery("/restore-jobs").page(r).path()),
              RestoreJobFromJson::listRestoreJobs);
      default -> null;
    };
  }

  private static String backups(ListBackupsRequest request) {
    String path =
        request.index().map(index -> "/indexes/" + segment(index) + "/backups").orElse("/backups");
    UrlQuery query = new UrlQuery(path).page(request);
    return (request.includeDeleted() ? query.add("include_deleted", "true") : query).path();
  }
}
