package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.ListRestoreJobsResponse;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The decoding of restore jobs from JSON, API version 2026-04. One pure function for each body, as
 * lenient as {@link IndexCodec}.
 */
final class RestoreJobFromJson {
  private RestoreJobFromJson() {}

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
