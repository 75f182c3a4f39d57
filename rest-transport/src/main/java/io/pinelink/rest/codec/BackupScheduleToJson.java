package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;

/**
 * The encoding of requests about backup schedules as JSON, API version 2026-07. One pure function
 * for each body.
 */
final class BackupScheduleToJson {
  private BackupScheduleToJson() {}

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
}
