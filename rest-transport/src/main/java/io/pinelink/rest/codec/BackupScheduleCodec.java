package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonMembers.text;
import static io.pinelink.spi.ControlOperations.CREATE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.DELETE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.DESCRIBE_BACKUP_SCHEDULE;
import static io.pinelink.spi.ControlOperations.LIST_BACKUP_SCHEDULES;
import static io.pinelink.spi.ControlOperations.LIST_BACKUP_SCHEDULE_HISTORY;
import static io.pinelink.spi.ControlOperations.UPDATE_BACKUP_SCHEDULE;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.BackupFrequency;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;
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
              r -> RestRequest.postObject(ofIndex(r.index()), createSchedule(r)),
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
              ListDecoder.page(BackupScheduleCodec::schedule));
      case "updateBackupSchedule" ->
          new RestBinding<>(
              UPDATE_BACKUP_SCHEDULE,
              r -> RestRequest.patchObject(SCHEDULES + segment(r.scheduleId()), updateSchedule(r)),
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
              ListDecoder.page(BackupCodec::backup));
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
      json.writeStringField("name", request.name());
      json.writeObjectFieldStart("schedule");
      json.writeStringField("type", "time-based");
      json.writeStringField("frequency", request.frequency().value());
      json.writeEndObject();
      retention(json, request.expireAfterDays());
    };
  }

  static JsonWriter updateSchedule(UpdateBackupScheduleRequest request) {
    return json -> {
      text(json, "frequency", request.frequency().map(BackupFrequency::value));
      if (request.expireAfterDays().isPresent()) {
        retention(json, request.expireAfterDays().getAsInt());
      }
      if (request.enabled().isPresent()) {
        json.writeBooleanField("enabled", request.enabled().get());
      }
    };
  }

  private static void retention(JsonGenerator json, int expireAfterDays) throws IOException {
    json.writeObjectFieldStart("retention");
    json.writeNumberField("expire_after_days", expireAfterDays);
    json.writeEndObject();
  }

  static BackupScheduleDescription schedule(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject schedule = json.object();
    Member<String> id = schedule.text("schedule_id");
    Member<String> name = schedule.text("name");
    Member<String> indexId = schedule.text("index_id");
    Member<String> projectId = schedule.text("project_id");
    Member<String> type = schedule.text("schedule_type");
    Member<String> frequency = schedule.text("frequency");
    NumberMember<Integer> expireAfterDays = schedule.integer("retention_expire_after_days");
    Member<Boolean> enabled = schedule.bool("enabled");
    Member<Instant> nextScheduledRun = schedule.instant("next_scheduled_run");
    Member<Instant> createdAt = schedule.instant("created_at");
    schedule.read();
    return new ControlResponses.BackupScheduleResult(
        id.required(),
        name.required(),
        indexId.required(),
        projectId.required(),
        type.required(),
        new BackupFrequency(frequency.required()),
        expireAfterDays.required(),
        enabled.required(),
        nextScheduledRun.optional(),
        createdAt.optional(),
        info);
  }
}
