package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.ListApiKeysResponse;
import io.pinelink.admin.ListOrganizationsResponse;
import io.pinelink.admin.ListProjectsResponse;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.Role;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.spi.credential.AccessToken;
import io.pinelink.spi.credential.BearerToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of the admin API's responses from JSON, API version 2026-04. One pure function for
 * each body. Unknown members are skipped, and null is equivalent to absent; only identifying
 * members are required.
 */
final class AdminCodec {
  private AdminCodec() {}

  static ListOrganizationsResponse organizationList(JsonReader json, ResponseInfo info)
      throws IOException {
    return new ListOrganizationsResponse(data(json, info, AdminCodec::organization), info);
  }

  static ListProjectsResponse projectList(JsonReader json, ResponseInfo info) throws IOException {
    return new ListProjectsResponse(data(json, info, AdminCodec::project), info);
  }

  static ListApiKeysResponse apiKeyList(JsonReader json, ResponseInfo info) throws IOException {
    return new ListApiKeysResponse(data(json, info, AdminCodec::apiKey), info);
  }

  /** Returns the elements of the member {@code data}. */
  private static <T> List<T> data(
      JsonReader json, ResponseInfo info, RestBinding.Decoder<T> element) throws IOException {
    List<T> data = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (!member.equals("data")) {
          json.skip();
        } else if (json.enterArray()) {
          while (json.nextElement()) {
            data.add(element.decode(json, info));
          }
        }
      }
    }
    return data;
  }

  static Organization organization(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    String name = null;
    String plan = null;
    String paymentStatus = null;
    String supportTier = null;
    Instant createdAt = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> id = json.text();
          case "name" -> name = json.text();
          case "plan" -> plan = json.text();
          case "payment_status" -> paymentStatus = json.text();
          case "support_tier" -> supportTier = json.text();
          case "created_at" -> createdAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return new Organization(
        required("id", id),
        required("name", name),
        orEmpty(plan),
        orEmpty(paymentStatus),
        orEmpty(supportTier),
        Optional.ofNullable(createdAt),
        info);
  }

  static Project project(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    String name = null;
    String organizationId = null;
    Integer maxPods = null;
    Boolean cmek = null;
    Instant createdAt = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> id = json.text();
          case "name" -> name = json.text();
          case "organization_id" -> organizationId = json.text();
          case "max_pods" -> maxPods = json.integer();
          case "force_encryption_with_cmek" -> cmek = json.bool();
          case "created_at" -> createdAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return new Project(
        required("id", id),
        required("name", name),
        orEmpty(organizationId),
        maxPods == null ? 0 : maxPods,
        cmek != null && cmek,
        Optional.ofNullable(createdAt),
        info);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static CreatedApiKey createdApiKey(JsonReader json, ResponseInfo info) throws IOException {
    ApiKeyDescription key = null;
    String value = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "key" -> key = apiKey(json, info);
          case "value" -> value = json.text();
          default -> json.skip();
        }
      }
    }
    return new CreatedApiKey(required("key", key), required("value", value));
  }

  /**
   * Decodes a key. Version 2025-04 wraps the key in the response to an update, as in that to a
   * creation.
   */
  static ApiKeyDescription apiKey(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    String name = null;
    String projectId = null;
    List<Role> roles = List.of();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> id = json.text();
          case "name" -> name = json.text();
          case "project_id" -> projectId = json.text();
          case "roles" -> roles = roles(json);
          case "key" -> {
            if (json.isObject()) {
              ApiKeyDescription inner = apiKey(json, info);
              id = inner.id();
              name = inner.name();
              projectId = inner.projectId();
              roles = inner.roles();
            } else {
              json.skip();
            }
          }
          default -> json.skip();
        }
      }
    }
    return new ApiKeyDescription(
        required("id", id), required("name", name), orEmpty(projectId), roles, info);
  }

  private static List<Role> roles(JsonReader json) throws IOException {
    List<Role> roles = new ArrayList<>();
    if (json.enterArray()) {
      while (json.nextElement()) {
        String role = json.text();
        if (role != null) {
          roles.add(new Role(role));
        }
      }
    }
    return roles;
  }

  static AccessToken accessToken(JsonReader json, ResponseInfo info) throws IOException {
    String token = null;
    Double seconds = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "access_token" -> token = json.text();
          case "expires_in" -> seconds = json.number();
          default -> json.skip();
        }
      }
    }
    long lifetime = Math.max(0, required("expires_in", seconds).longValue());
    return new AccessToken(
        new BearerToken(required("access_token", token)), Duration.ofSeconds(lifetime), info);
  }
}
