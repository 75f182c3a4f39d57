package io.pinelink.rest.codec;

import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.rest.json.JsonWriter;

/**
 * The encoding of requests about backups as JSON, API versions 2026-04 and 2026-07. One pure
 * function for each body.
 */
final class BackupToJson {
  private BackupToJson() {}

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
      IndexToJson.deletionProtection(json, request.deletionProtection());
      IndexToJson.tags(json, request.tags());
      if (request.readCapacity().isPresent()) {
        SpecCodec.readCapacity(json, request.readCapacity().get());
      }
      json.writeEndObject();
    };
  }
}
