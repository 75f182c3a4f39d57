package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonMembers.text;
import static io.pinelink.spi.ControlOperations.CREATE_BACKUP;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FROM_BACKUP;
import static io.pinelink.spi.ControlOperations.DELETE_BACKUP;
import static io.pinelink.spi.ControlOperations.DESCRIBE_BACKUP;
import static io.pinelink.spi.ControlOperations.DESCRIBE_RESTORE_JOB;
import static io.pinelink.spi.ControlOperations.LIST_BACKUPS;
import static io.pinelink.spi.ControlOperations.LIST_RESTORE_JOBS;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.routing.Cloud;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Backups and restore jobs over REST. */
final class BackupCodec {
  private BackupCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createBackup" ->
          new RestBinding<>(
              CREATE_BACKUP,
              r ->
                  RestRequest.postObject(
                      "/indexes/" + segment(r.index()) + "/backups", createBackup(r)),
              BackupCodec::backup);
      case "describeBackup" ->
          new RestBinding<>(
              DESCRIBE_BACKUP,
              r -> RestRequest.get("/backups/" + segment(r.id())),
              BackupCodec::backup);
      case "listBackups" ->
          new RestBinding<>(
              LIST_BACKUPS,
              r -> RestRequest.get(backups(r)),
              ListDecoder.page(BackupCodec::backup));
      case "deleteBackup" ->
          new RestBinding<>(
              DELETE_BACKUP,
              r -> RestRequest.delete("/backups/" + segment(r.id())),
              RestBinding::empty);
      case "createIndexFromBackup" ->
          new RestBinding<>(
              CREATE_INDEX_FROM_BACKUP,
              r ->
                  RestRequest.postObject(
                      "/backups/" + segment(r.backupId()) + "/create-index",
                      createIndexFromBackup(r)),
              BackupCodec::createIndexFromBackup);
      case "describeRestoreJob" ->
          new RestBinding<>(
              DESCRIBE_RESTORE_JOB,
              r -> RestRequest.get("/restore-jobs/" + segment(r.id())),
              BackupCodec::restoreJob);
      case "listRestoreJobs" ->
          new RestBinding<>(
              LIST_RESTORE_JOBS,
              r -> RestRequest.get(new UrlQuery("/restore-jobs").page(r).path()),
              ListDecoder.page(BackupCodec::restoreJob));
      default -> null;
    };
  }

  private static String backups(ListBackupsRequest request) {
    String path =
        request.index().map(index -> "/indexes/" + segment(index) + "/backups").orElse("/backups");
    UrlQuery query = new UrlQuery(path).page(request);
    return (request.includeDeleted() ? query.add("include_deleted", "true") : query).path();
  }

  static JsonWriter createBackup(CreateBackupRequest request) {
    return json -> {
      text(json, "name", request.name());
      text(json, "description", request.description());
    };
  }

  static JsonWriter createIndexFromBackup(CreateIndexFromBackupRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      IndexCodec.deletionProtection(json, request.deletionProtection());
      IndexCodec.tags(json, request.tags());
      if (request.readCapacity().isPresent()) {
        SpecCodec.readCapacity(json, request.readCapacity().get());
      }
    };
  }

  static CreateIndexFromBackupResponse createIndexFromBackup(JsonReader json, ResponseInfo info)
      throws IOException {
    JsonObject answer = json.object();
    Member<String> restoreJobId = answer.text("restore_job_id");
    Member<String> indexId = answer.text("index_id");
    answer.read();
    return new ControlResponses.CreateIndexFromBackupResult(
        restoreJobId.required(), indexId.required(), info);
  }

  static BackupDescription backup(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject object = json.object();
    Member<String> id = object.text("backup_id");
    Member<String> sourceIndexName = object.text("source_index_name");
    Member<String> sourceIndexId = object.text("source_index_id");
    Member<String> status = object.text("status");
    Member<String> cloud = object.text("cloud");
    Member<String> region = object.text("region");
    Member<String> name = object.text("name");
    Member<String> description = object.text("description");
    NumberMember<Integer> dimension = object.integer("dimension");
    Member<String> metric = object.text("metric");
    Member<IndexSchema> schema = object.member("schema", IndexSchemaCodec::schema);
    NumberMember<Long> recordCount = object.longInteger("record_count");
    NumberMember<Long> namespaceCount = object.longInteger("namespace_count");
    NumberMember<Long> sizeBytes = object.longInteger("size_bytes");
    Member<Map<String, String>> tags = object.texts("tags");
    Member<Instant> createdAt = object.instant("created_at");
    Member<Instant> sourceIndexDeletedAt = object.instant("source_index_deleted_at");
    Member<Instant> scheduledExecutionAt = object.instant("scheduled_execution_at");
    object.read();
    BackupDescription.Builder backup =
        BackupDescription.builder(
                id.required(),
                status.required(),
                new Cloud(cloud.required()),
                region.required(),
                info)
            .sourceIndex(sourceIndexName.required(), sourceIndexId.required())
            .tags(tags.orElse(Map.of()));
    name.optional().ifPresent(backup::name);
    description.optional().ifPresent(backup::description);
    schema.optional().ifPresent(backup::schema);
    schema.optional().ifPresent(fields -> VectorsOfSchema.add(fields, backup));
    dimension.optional().ifPresent(backup::dimension);
    metric.optional().map(Metric::new).ifPresent(backup::metric);
    recordCount.optional().ifPresent(backup::recordCount);
    namespaceCount.optional().ifPresent(backup::namespaceCount);
    sizeBytes.optional().ifPresent(backup::sizeBytes);
    createdAt.optional().ifPresent(backup::createdAt);
    sourceIndexDeletedAt.optional().ifPresent(backup::sourceIndexDeletedAt);
    scheduledExecutionAt.optional().ifPresent(backup::scheduledExecutionAt);
    return backup.build();
  }

  static RestoreJobDescription restoreJob(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject job = json.object();
    Member<String> id = job.text("restore_job_id");
    Member<String> backupId = job.text("backup_id");
    Member<String> targetIndexName = job.text("target_index_name");
    Member<String> targetIndexId = job.text("target_index_id");
    Member<String> status = job.text("status");
    Member<Instant> createdAt = job.instant("created_at");
    Member<Instant> completedAt = job.instant("completed_at");
    NumberMember<Double> percentComplete = job.number("percent_complete");
    job.read();
    return new ControlResponses.RestoreJobResult(
        id.required(),
        backupId.required(),
        targetIndexName.required(),
        targetIndexId.required(),
        status.required(),
        createdAt.optional(),
        completedAt.optional(),
        percentComplete.optionalDouble(),
        info);
  }
}
