package io.pinelink.rest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.admin.CreateInviteRequest;
import io.pinelink.admin.CreateRoleBindingRequest;
import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.RoleGrant;
import io.pinelink.admin.UpdateServiceAccountRequest;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.List;

/**
 * The encoding of requests about users, invites, service accounts and role bindings as JSON, API
 * version 2026-07. One pure function for each body.
 */
final class PrincipalToJson {
  private PrincipalToJson() {}

  static JsonWriter createInvite(CreateInviteRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("email", request.email());
      roleBindings(json, request.roleGrants());
      json.writeEndObject();
    };
  }

  static JsonWriter createServiceAccount(CreateServiceAccountRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      if (!request.roleGrants().isEmpty()) {
        roleBindings(json, request.roleGrants());
      }
      json.writeEndObject();
    };
  }

  static JsonWriter updateServiceAccount(UpdateServiceAccountRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeEndObject();
    };
  }

  static JsonWriter createRoleBinding(CreateRoleBindingRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("principal_type", request.principalType().value());
      json.writeStringField("principal_id", request.principalId());
      grant(json, request.grant());
      json.writeEndObject();
    };
  }

  private static void roleBindings(JsonGenerator json, List<RoleGrant> grants) throws IOException {
    json.writeArrayFieldStart("role_bindings");
    for (RoleGrant grant : grants) {
      json.writeStartObject();
      grant(json, grant);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void grant(JsonGenerator json, RoleGrant grant) throws IOException {
    json.writeStringField("resource_type", grant.resourceType().value());
    if (grant.resourceId().isPresent()) {
      json.writeStringField("resource_id", grant.resourceId().get());
    }
    json.writeStringField("role", grant.role().value());
  }
}
