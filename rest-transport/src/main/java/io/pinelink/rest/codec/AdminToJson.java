package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.Role;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateOrganizationRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.credential.TokenRequest;
import java.io.IOException;
import java.util.List;

/**
 * The encoding of the admin API's requests as JSON, API version 2026-04. One pure function for each
 * body.
 */
final class AdminToJson {
  private static final String CMEK = "force_encryption_with_cmek";

  /** The audience of the token: the service's own name, independent of the host that is dialled. */
  private static final String AUDIENCE = "https://api.pinecone.io/";

  private AdminToJson() {}

  static JsonWriter updateOrganization(UpdateOrganizationRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeEndObject();
    };
  }

  static JsonWriter createProject(CreateProjectRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeNumberField("max_pods", request.maxPods());
      json.writeBooleanField(CMEK, request.forceEncryptionWithCmek());
      json.writeEndObject();
    };
  }

  static JsonWriter updateProject(UpdateProjectRequest request) {
    return json -> {
      json.writeStartObject();
      if (request.name().isPresent()) {
        json.writeStringField("name", request.name().get());
      }
      if (request.maxPods().isPresent()) {
        json.writeNumberField("max_pods", request.maxPods().getAsInt());
      }
      if (request.forceEncryptionWithCmek()) {
        json.writeBooleanField(CMEK, true);
      }
      json.writeEndObject();
    };
  }

  static JsonWriter createApiKey(CreateApiKeyRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      roles(json, request.roles());
      json.writeEndObject();
    };
  }

  static JsonWriter updateApiKey(UpdateApiKeyRequest request) {
    return json -> {
      json.writeStartObject();
      if (request.name().isPresent()) {
        json.writeStringField("name", request.name().get());
      }
      if (request.roles().isPresent()) {
        roles(json, request.roles().get());
      }
      json.writeEndObject();
    };
  }

  private static void roles(JsonGenerator json, List<Role> roles) throws IOException {
    json.writeArrayFieldStart("roles");
    for (Role role : roles) {
      json.writeString(role.value());
    }
    json.writeEndArray();
  }

  static JsonWriter createToken(TokenRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("client_id", request.credentials().id());
      json.writeStringField("client_secret", request.credentials().revealSecret());
      json.writeStringField("grant_type", "client_credentials");
      json.writeStringField("audience", AUDIENCE);
      json.writeEndObject();
    };
  }
}
