package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.wire.PlainJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON descriptions of backups, and of those that a schedule plans. */
record BackupDescriptions(BackupRegistry backups) {
  /** Returns the description of a backup; counts and size are included once it is ready. */
  ObjectNode model(ServerCall call, StoredBackup backup) {
    boolean ready = backups.isReady(backup);
    ObjectNode model = PlainJson.object();
    model.put("backup_id", backup.id().toString());
    model.put("source_index_name", backup.sourceName());
    model.put("source_index_id", backup.sourceId().toString());
    backups
        .sourceDeletedAt(backup)
        .ifPresent(time -> model.put("source_index_deleted_at", time.toString()));
    if (backup.name() != null) {
      model.put("name", backup.name());
    }
    if (backup.description() != null) {
      model.put("description", backup.description());
    }
    model.put("status", ready ? "Ready" : "Initializing");
    putPlace(model, backup.settings());
    putVectors(model, call, backup.schema(), backup.shape(), backup.settings());
    if (ready) {
      model.put("record_count", backup.copy().records());
      model.put("namespace_count", backup.copy().contents().size());
      model.put("size_bytes", backup.copy().bytes());
    }
    IndexDescriptions.putTags(model, backup.settings().tags());
    model.put("created_at", backup.createdAt().toString());
    return model;
  }

  /** Returns the description of a backup in the history of a schedule, which has null counts. */
  ObjectNode historyItem(ServerCall call, StoredBackup backup) {
    ObjectNode model = model(call, backup);
    if (!backups.isReady(backup)) {
      putNoCounts(model);
    }
    return model;
  }

  /** Returns the description of the next backup of an enabled schedule. */
  static ObjectNode planned(ServerCall call, StoredSchedule schedule, IndexResource index) {
    UUID id = schedule.nextBackup();
    Instant due = schedule.nextRun();
    ObjectNode model = PlainJson.object();
    model.put("backup_id", id.toString());
    model.put("source_index_name", index.name());
    model.put("source_index_id", index.id().toString());
    model.put("name", schedule.name());
    model.put("status", "Scheduled");
    putPlace(model, index.settings());
    putVectors(model, call, index.definition().schema(), index.data().shape(), index.settings());
    putNoCounts(model);
    IndexDescriptions.putTags(model, index.settings().tags());
    model.put("created_at", schedule.plannedAt().toString());
    model.put("scheduled_execution_at", due.toString());
    return model;
  }

  private static void putPlace(ObjectNode model, IndexResource.Settings settings) {
    IndexSpecState.Serverless place = (IndexSpecState.Serverless) settings.spec();
    model.put("cloud", place.cloud()).put("region", place.region());
  }

  /** Adds a schema, or what versions before 2026-07 report of the vectors. */
  private static void putVectors(
      ObjectNode model,
      ServerCall call,
      @Nullable DocumentSchema schema,
      IndexShape shape,
      IndexResource.Settings settings) {
    if (call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION)) {
      SchemaDescription.putSchema(model, schema, shape, settings.embed());
      return;
    }
    if (shape.isOfDocuments()) {
      return;
    }
    if (!shape.isSparse()) {
      model.put("dimension", shape.dimension());
    }
    model.put("metric", shape.metric().wireName());
    IndexDescriptions.putSchema(model, shape.filterable());
  }

  private static void putNoCounts(ObjectNode model) {
    model.putNull("record_count").putNull("namespace_count").putNull("size_bytes");
  }
}
