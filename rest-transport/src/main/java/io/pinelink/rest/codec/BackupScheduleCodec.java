package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.ListBackupScheduleHistoryResponse;
import io.pinelink.control.ListBackupSchedulesResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of backup schedules from JSON, API version 2026-07. One pure function for each body,
 * as lenient as {@link IndexCodec}.
 */
final class BackupScheduleCodec {
  private BackupScheduleCodec() {}

  static ListBackupSchedulesResponse listSchedules(JsonReader json, ResponseInfo info)
      throws IOException {
    List<BackupScheduleDescription> schedules = new ArrayList<>();
    PageToken next = new PageToken();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "data" -> schedules(json, schedules, info);
          case "pagination" -> next.read(json);
          default -> json.skip();
        }
      }
    }
    return new ListBackupSchedulesResponse(schedules, Optional.of(next.token()), info);
  }

  private static void schedules(
      JsonReader json, List<BackupScheduleDescription> into, ResponseInfo info) throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(schedule(json, info));
      }
    }
  }

  /** Decodes the backups of a schedule, which have the members of any backup. */
  static ListBackupScheduleHistoryResponse listHistory(JsonReader json, ResponseInfo info)
      throws IOException {
    List<BackupDescription> backups = new ArrayList<>();
    PageToken next = new PageToken();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "data" -> BackupCodec.backups(json, backups, info);
          case "pagination" -> next.read(json);
          default -> json.skip();
        }
      }
    }
    return new ListBackupScheduleHistoryResponse(backups, Optional.of(next.token()), info);
  }

  static BackupScheduleDescription schedule(JsonReader json, ResponseInfo info) throws IOException {
    ScheduleMembers schedule = new ScheduleMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "schedule_id" -> schedule.id = json.text();
          case "name" -> schedule.name = json.text();
          case "index_id" -> schedule.indexId = json.text();
          case "project_id" -> schedule.projectId = json.text();
          case "schedule_type" -> schedule.type = json.text();
          case "frequency" -> schedule.frequency = json.text();
          case "retention_expire_after_days" -> schedule.expireAfterDays = json.integer();
          case "enabled" -> schedule.enabled = json.bool();
          case "next_scheduled_run" -> schedule.nextScheduledRun = json.instant();
          case "created_at" -> schedule.createdAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return schedule.build(info);
  }

  /** The members of a schedule read so far; they come in any order. */
  private static final class ScheduleMembers {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String indexId;
    private @Nullable String projectId;
    private @Nullable String type;
    private @Nullable String frequency;
    private @Nullable Integer expireAfterDays;
    private @Nullable Boolean enabled;
    private @Nullable Instant nextScheduledRun;
    private @Nullable Instant createdAt;

    BackupScheduleDescription build(ResponseInfo info) throws MalformedJsonException {
      return new BackupScheduleDescription(
          required("schedule_id", id),
          required("name", name),
          required("index_id", indexId),
          required("project_id", projectId),
          required("schedule_type", type),
          new BackupFrequency(required("frequency", frequency)),
          required("retention_expire_after_days", expireAfterDays),
          required("enabled", enabled),
          Optional.ofNullable(nextScheduledRun),
          Optional.ofNullable(createdAt),
          info);
    }
  }
}
