package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
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
import io.pinelink.control.ListBackupsResponse;
import io.pinelink.control.ListRestoreJobsResponse;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Backups and restore jobs over REST. */
final class BackupCodec {
  private BackupCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createBackup" ->
          new RestBinding<>(
              CREATE_BACKUP,
              r -> RestRequest.post("/indexes/" + segment(r.index()) + "/backups", createBackup(r)),
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
              BackupCodec::listRestoreJobs);
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
      json.writeStartObject();
      if (request.name().isPresent()) {
        json.writeStringField("name", request.name().get());
      }
      if (request.description().isPresent()) {
        json.writeStringField("description", request.description().get());
      }
      json.writeEndObject();
    };
  }

  static JsonWriter createIndexFromBackup(CreateIndexFromBackupRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      IndexCodec.deletionProtection(json, request.deletionProtection());
      IndexCodec.tags(json, request.tags());
      if (request.readCapacity().isPresent()) {
        SpecCodec.readCapacity(json, request.readCapacity().get());
      }
      json.writeEndObject();
    };
  }

  static CreateIndexFromBackupResponse createIndexFromBackup(JsonReader json, ResponseInfo info)
      throws IOException {
    String restoreJobId = null;
    String indexId = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "restore_job_id" -> restoreJobId = json.text();
          case "index_id" -> indexId = json.text();
          default -> json.skip();
        }
      }
    }
    return new CreateIndexFromBackupResponse(
        required("restore_job_id", restoreJobId), required("index_id", indexId), info);
  }

  static ListBackupsResponse listBackups(JsonReader json, ResponseInfo info) throws IOException {
    List<BackupDescription> backups = new ArrayList<>();
    PageToken next = new PageToken();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "data" -> backups(json, backups, info);
          case "pagination" -> next.read(json);
          default -> json.skip();
        }
      }
    }
    return new ListBackupsResponse(backups, Optional.of(next.token()), info);
  }

  static void backups(JsonReader json, List<BackupDescription> into, ResponseInfo info)
      throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(backup(json, info));
      }
    }
  }

  static BackupDescription backup(JsonReader json, ResponseInfo info) throws IOException {
    BackupMembers backup = new BackupMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "backup_id" -> backup.id = json.text();
          case "source_index_name" -> backup.sourceIndexName = json.text();
          case "source_index_id" -> backup.sourceIndexId = json.text();
          case "status" -> backup.status = json.text();
          case "cloud" -> backup.cloud = json.text();
          case "region" -> backup.region = json.text();
          case "name" -> backup.name = json.text();
          case "description" -> backup.description = json.text();
          case "dimension" -> backup.dimension = json.integer();
          case "metric" -> backup.metric = json.text();
          case "schema" -> backup.schema = IndexSchemaCodec.schema(json);
          case "record_count" -> backup.recordCount = json.longInteger();
          case "namespace_count" -> backup.namespaceCount = json.longInteger();
          case "size_bytes" -> backup.sizeBytes = json.longInteger();
          case "tags" -> backup.tags = json.texts();
          case "created_at" -> backup.createdAt = json.instant();
          case "source_index_deleted_at" -> backup.sourceIndexDeletedAt = json.instant();
          case "scheduled_execution_at" -> backup.scheduledExecutionAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return backup.build(info);
  }

  /** The members of a backup read so far; they come in any order. */
  private static final class BackupMembers {
    private @Nullable String id;
    private @Nullable String sourceIndexName;
    private @Nullable String sourceIndexId;
    private @Nullable String status;
    private @Nullable String cloud;
    private @Nullable String region;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable Integer dimension;
    private @Nullable String metric;
    private @Nullable IndexSchema schema;
    private @Nullable Long recordCount;
    private @Nullable Long namespaceCount;
    private @Nullable Long sizeBytes;
    private Map<String, String> tags = Map.of();
    private @Nullable Instant createdAt;
    private @Nullable Instant sourceIndexDeletedAt;
    private @Nullable Instant scheduledExecutionAt;

    BackupDescription build(ResponseInfo info) throws MalformedJsonException {
      BackupDescription.Builder backup =
          BackupDescription.builder(required("backup_id", id), required("status", status), info)
              .sourceIndex(
                  required("source_index_name", sourceIndexName),
                  required("source_index_id", sourceIndexId))
              .place(required("cloud", cloud), required("region", region))
              .tags(tags);
      give(name, backup::name);
      give(description, backup::description);
      give(schema, backup::schema);
      give(schema, fields -> VectorsOfSchema.add(fields, backup));
      give(dimension, backup::dimension);
      give(metric, text -> backup.metric(new Metric(text)));
      give(recordCount, backup::recordCount);
      give(namespaceCount, backup::namespaceCount);
      give(sizeBytes, backup::sizeBytes);
      give(createdAt, backup::createdAt);
      give(sourceIndexDeletedAt, backup::sourceIndexDeletedAt);
      give(scheduledExecutionAt, backup::scheduledExecutionAt);
      return backup.build();
    }

    private static <T> void give(@Nullable T value, Consumer<T> to) {
      if (value != null) {
        to.accept(value);
      }
    }
  }

  static ListRestoreJobsResponse listRestoreJobs(JsonReader json, ResponseInfo info)
      throws IOException {
    List<RestoreJobDescription> jobs = new ArrayList<>();
    PageToken next = new PageToken();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "data" -> jobs(json, jobs, info);
          case "pagination" -> next.read(json);
          default -> json.skip();
        }
      }
    }
    return new ListRestoreJobsResponse(jobs, Optional.of(next.token()), info);
  }

  private static void jobs(JsonReader json, List<RestoreJobDescription> into, ResponseInfo info)
      throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(restoreJob(json, info));
      }
    }
  }

  static RestoreJobDescription restoreJob(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    String backupId = null;
    String targetIndexName = null;
    String targetIndexId = null;
    String status = null;
    Instant createdAt = null;
    Instant completedAt = null;
    Double percentComplete = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "restore_job_id" -> id = json.text();
          case "backup_id" -> backupId = json.text();
          case "target_index_name" -> targetIndexName = json.text();
          case "target_index_id" -> targetIndexId = json.text();
          case "status" -> status = json.text();
          case "created_at" -> createdAt = json.instant();
          case "completed_at" -> completedAt = json.instant();
          case "percent_complete" -> percentComplete = json.number();
          default -> json.skip();
        }
      }
    }
    return new RestoreJobDescription(
        required("restore_job_id", id),
        required("backup_id", backupId),
        required("target_index_name", targetIndexName),
        required("target_index_id", targetIndexId),
        required("status", status),
        Optional.ofNullable(createdAt),
        Optional.ofNullable(completedAt),
        percentComplete == null ? OptionalDouble.empty() : OptionalDouble.of(percentComplete),
        info);
  }
}
