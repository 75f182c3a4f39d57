package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.List;
import java.util.Optional;

/** The control-plane endpoints of backups and restore jobs. */
public final class BackupEndpoints {
  private final BackupRegistry backups;
  private final IndexRequests requests;

  public BackupEndpoints(BackupRegistry backups, IndexRequests requests) {
    this.backups = backups;
    this.requests = requests;
  }

  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<BackupEndpoints>> paths() {
    return new PathTable<ControlEndpoint<BackupEndpoints>>()
        .on("listBackups", "GET", "/indexes/{name}/backups", BackupEndpoints::listOfIndex)
        .on("createBackup", "POST", "/indexes/{name}/backups", BackupEndpoints::create)
        .on("listBackups", "GET", "/backups", BackupEndpoints::list)
        .on("describeBackup", "GET", "/backups/{id}", BackupEndpoints::describe)
        .on("deleteBackup", "DELETE", "/backups/{id}", BackupEndpoints::delete)
        .on("createIndexFromBackup", "POST", "/backups/{id}/create-index", BackupEndpoints::restore)
        .on("listRestoreJobs", "GET", "/restore-jobs", BackupEndpoints::jobs)
        .on("describeRestoreJob", "GET", "/restore-jobs/{id}", BackupEndpoints::job);
  }

  private ServerResponse create(ServerRequest call, List<String> variables) {
    RequestJson body = RequestJson.parseOptional(call.body());
    Optional<String> name = body.text("name");
    Optional<String> description = body.text("description");
    name.ifPresent(IndexRequests::checkName);
    StoredBackup backup =
        backups.create(variables.get(0), name.orElse(null), description.orElse(null));
    return ServerResponse.json(201, model(call, backup).toString());
  }

  private ServerResponse listOfIndex(ServerRequest call, List<String> variables) {
    return ControlPages.page(
        call, backups.list(variables.get(0)), StoredBackup::number, backup -> model(call, backup));
  }

  private ServerResponse list(ServerRequest call, List<String> variables) {
    return ControlPages.page(
        call, backups.list(), StoredBackup::number, backup -> model(call, backup));
  }

  private ServerResponse describe(ServerRequest call, List<String> variables) {
    return ServerResponse.json(200, model(call, backups.get(variables.get(0))).toString());
  }

  private ServerResponse delete(ServerRequest call, List<String> variables) {
    backups.delete(variables.get(0));
    return ServerResponse.empty(202);
  }

  private ServerResponse restore(ServerRequest call, List<String> variables) {
    RequestJson body = RequestJson.parse(call.body());
    RestoreJob job = backups.restore(variables.get(0), backup -> requests.restore(body, backup));
    ObjectNode response = PlainJson.MAPPER.createObjectNode();
    response.put("restore_job_id", job.id().toString()).put("index_id", job.targetId().toString());
    return ServerResponse.json(202, response.toString());
  }

  private ServerResponse jobs(ServerRequest call, List<String> variables) {
    return ControlPages.page(call, backups.jobs(), RestoreJob::number, this::model);
  }

  private ServerResponse job(ServerRequest call, List<String> variables) {
    return ServerResponse.json(200, model(backups.job(variables.get(0))).toString());
  }

  /** Returns the JSON of a backup; counts and size are included once it is ready. */
  private ObjectNode model(ServerRequest call, StoredBackup backup) {
    boolean ready = backups.isReady(backup);
    IndexSpecState.Serverless place = (IndexSpecState.Serverless) backup.settings().spec();
    ObjectNode model = PlainJson.MAPPER.createObjectNode();
    model.put("backup_id", backup.id().toString());
    model.put("source_index_name", backup.sourceName());
    model.put("source_index_id", backup.sourceId().toString());
    if (backup.name() != null) {
      model.put("name", backup.name());
    }
    if (backup.description() != null) {
      model.put("description", backup.description());
    }
    model.put("status", ready ? "Ready" : "Initializing");
    model.put("cloud", place.cloud()).put("region", place.region());
    if (call.isVersionOrLater(ServerRequest.DOCUMENTS_VERSION)) {
      SchemaDescription.putSchema(
          model, backup.schema(), backup.shape(), backup.settings().embed());
    } else if (!backup.shape().isOfDocuments()) {
      putVectors(model, backup.shape());
    }
    if (ready) {
      model.put("record_count", CopyStatistics.records(backup.contents()));
      model.put("namespace_count", backup.contents().size());
      model.put("size_bytes", CopyStatistics.bytes(backup.contents()));
    }
    IndexDescriptions.putTags(model, backup.settings().tags());
    model.put("created_at", backup.createdAt().toString());
    return model;
  }

  /** Adds what versions before 2026-07 report of the vectors in a backup. */
  private static void putVectors(ObjectNode model, IndexShape shape) {
    if (!shape.isSparse()) {
      model.put("dimension", shape.dimension());
    }
    model.put("metric", shape.metric().wireName());
    IndexDescriptions.putSchema(model, shape.filterable());
  }

  private ObjectNode model(RestoreJob job) {
    boolean completed = backups.isCompleted(job);
    ObjectNode model = PlainJson.MAPPER.createObjectNode();
    model.put("restore_job_id", job.id().toString());
    model.put("backup_id", job.backupId().toString());
    model.put("target_index_name", job.targetName());
    model.put("target_index_id", job.targetId().toString());
    model.put("status", completed ? "Completed" : "Pending");
    model.put("created_at", job.createdAt().toString());
    if (completed) {
      model.put("completed_at", job.completedAt().toString());
    }
    model.put("percent_complete", backups.percentComplete(job));
    return model;
  }
}
