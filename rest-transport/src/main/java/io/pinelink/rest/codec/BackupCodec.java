package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.ListBackupsResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of backups from JSON, in the forms of API versions 2026-04 and 2026-07. One pure
 * function for each body, as lenient as {@link IndexCodec}.
 */
final class BackupCodec {
  private BackupCodec() {}

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
          case "schema" -> backup.schema = IndexSchemaFromJson.schema(json);
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
}
