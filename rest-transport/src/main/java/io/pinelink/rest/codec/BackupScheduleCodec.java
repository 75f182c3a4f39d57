package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.ControlOperations.CREATE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.DELETE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.DESCRIBE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.LIST_BACKUP_SCHEDULES;
import static io.pinelink.spi.ControlOperations.LIST_BACKUP_SCHEDULE_HISTORY;
import static io.pinelink.spi.ControlOperations.UPDATE_BACKUP_SCHEDULE;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupScheduleHistoryResponse;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.ListBackupSchedulesResponse;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Backup schedules over REST. */
final class BackupScheduleCodec {
  private static final String SCHEDULES = "/backup-schedules/";

  private BackupScheduleCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createBackupSchedule" ->
          new RestBinding<>(
              CREATE_BACKUP_SCHEDULE,
              r -> RestRequest.post(ofIndex(r.index()), createSchedule(r)),
              BackupScheduleCodec::schedule);
      case "describeBackupSchedule" ->
          new RestBinding<>(
              DESCRIBE_BACKUP_SCHEDULE,
              r -> RestRequest.get(SCHEDULES + segment(r.id())),
              BackupScheduleCodec::schedule);
      case "listBackupSchedules" ->
          new RestBinding<>(
              LIST_BACKUP_SCHEDULES,
              r -> RestRequest.get(schedules(r)),
              BackupScheduleCodec::listSchedules);
      case "updateBackupSchedule" ->
          new RestBinding<>(
              UPDATE_BACKUP_SCHEDULE,
              r -> RestRequest.patch(SCHEDULES + segment(r.scheduleId()), updateSchedule(r)),
              BackupScheduleCodec::schedule);
      case "deleteBackupSchedule" ->
          new RestBinding<>(
              DELETE_BACKUP_SCHEDULE,
              r -> RestRequest.delete(SCHEDULES + segment(r.id())),
              RestBinding::empty);
      case "listBackupScheduleHistory" ->
          new RestBinding<>(
              LIST_BACKUP_SCHEDULE_HISTORY,
              r -> RestRequest.get(history(r)),
              BackupScheduleCodec::listHistory);
      default -> null;
    };
  }

  private static String ofIndex(String index) {
    return "/indexes/" + segment(index) + "/backup-schedules";
  }

  private static String schedules(ListBackupSchedulesRequest request) {
    return new UrlQuery(ofIndex(request.index())).page(request).path();
  }

  private static String history(ListBackupScheduleHistoryRequest request) {
    String path = SCHEDULES + segment(request.scheduleId()) + "/history";
    return new UrlQuery(path).page(request).path();
  }

  static JsonWriter createSchedule(CreateBackupScheduleRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeObjectFieldStart("schedule");
      json.writeStringField("type", "time-based");
      json.writeStringField("frequency", request.frequency().value());
      json.writeEndObject();
      retention(json, request.expireAfterDays());
      json.writeEndObject();
    };
  }

  static JsonWriter updateSchedule(UpdateBackupScheduleRequest request) {
    return json -> {
      json.writeStartObject();
      if (request.frequency().isPresent()) {
        json.writeStringField("frequency", request.frequency().get().value());
      }
      if (request.expireAfterDays().isPresent()) {
        retention(json, request.expireAfterDays().getAsInt());
      }
      if (request.enabled().isPresent()) {
        json.writeBooleanField("enabled", request.enabled().get());
      }
      json.writeEndObject();
    };
  }

  private static void retention(JsonGenerator json, int expireAfterDays) throws IOException {
    json.writeObjectFieldStart("retention");
    json.writeNumberField("expire_after_days", expireAfterDays);
    json.writeEndObject();
  }

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
