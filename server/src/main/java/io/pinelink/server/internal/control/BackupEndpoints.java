package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.List;
import java.util.Optional;

/** The control-plane endpoints of backups and restore jobs. */
public final class BackupEndpoints {
  private final BackupRegistry backups;
  private final IndexRequests requests;
  private final BackupDescriptions models;

  public BackupEndpoints(BackupRegistry backups, IndexRequests requests) {
    this.backups = backups;
    this.requests = requests;
    this.models = new BackupDescriptions(backups);
  }

  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<BackupEndpoints>> paths() {
    return new PathTable<ControlEndpoint<BackupEndpoints>>()
        .on("listBackups", "GET /indexes/{name}/backups", BackupEndpoints::listOfIndex)
        .on("createBackup", "POST /indexes/{name}/backups", BackupEndpoints::create)
        .on("listBackups", "GET /backups", BackupEndpoints::list)
        .on("describeBackup", "GET /backups/{id}", BackupEndpoints::describe)
        .on("deleteBackup", "DELETE /backups/{id}", BackupEndpoints::delete)
        .on("createIndexFromBackup", "POST /backups/{id}/create-index", BackupEndpoints::restore)
        .on("listRestoreJobs", "GET /restore-jobs", BackupEndpoints::jobs)
        .on("describeRestoreJob", "GET /restore-jobs/{id}", BackupEndpoints::job);
  }

  private ServerResponse create(ServerCall call) {
    RequestJson body = RequestJson.parseOptional(call.body());
    Optional<String> name = body.text("name");
    Optional<String> description = body.text("description");
    name.ifPresent(IndexRequests::checkName);
    StoredBackup backup =
        backups.create(call.pathValue(), name.orElse(null), description.orElse(null));
    int status = call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION) ? 200 : 201;
    return ServerResponse.json(status, models.model(call, backup));
  }

  private ServerResponse listOfIndex(ServerCall call) {
    String index = call.pathValue();
    List<StoredBackup> found =
        includesDeleted(call) ? backups.listEver(index) : backups.list(index);
    return ControlPages.page(
        call, found, StoredBackup::number, backup -> models.model(call, backup));
  }

  private static boolean includesDeleted(ServerCall call) {
    String text = new QueryString(call.query()).first("include_deleted").orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw ControlException.invalid("include_deleted is '" + text + "', expected a boolean");
    };
  }

  private ServerResponse list(ServerCall call) {
    return ControlPages.page(
        call, backups.list(), StoredBackup::number, backup -> models.model(call, backup));
  }

  private ServerResponse describe(ServerCall call) {
    StoredBackup backup = backups.get(call.pathValue());
    return ServerResponse.json(200, models.model(call, backup));
  }

  private ServerResponse delete(ServerCall call) {
    backups.delete(call.pathValue());
    return ServerResponse.empty(202);
  }

  private ServerResponse restore(ServerCall call) {
    RequestJson body = RequestJson.parse(call.body());
    RestoreJob job =
        backups.restore(call.pathValue(), backup -> requests.restore(call, body, backup));
    ObjectNode response = PlainJson.object();
    response.put("restore_job_id", job.id().toString()).put("index_id", job.targetId().toString());
    return ServerResponse.json(202, response);
  }

  private ServerResponse jobs(ServerCall call) {
    return ControlPages.page(call, backups.jobs(), RestoreJob::number, this::model);
  }

  private ServerResponse job(ServerCall call) {
    return ServerResponse.json(200, model(backups.job(call.pathValue())));
  }

  private ObjectNode model(RestoreJob job) {
    boolean completed = backups.isCompleted(job);
    ObjectNode model = PlainJson.object();
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
