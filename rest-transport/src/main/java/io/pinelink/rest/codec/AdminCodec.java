package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.AdminOperations.CREATE_API_KEY;
import static io.pinelink.spi.AdminOperations.CREATE_PROJECT;
import static io.pinelink.spi.AdminOperations.CREATE_TOKEN;
import static io.pinelink.spi.AdminOperations.DELETE_API_KEY;
import static io.pinelink.spi.AdminOperations.DELETE_ORGANIZATION;
import static io.pinelink.spi.AdminOperations.DELETE_PROJECT;
import static io.pinelink.spi.AdminOperations.DESCRIBE_API_KEY;
import static io.pinelink.spi.AdminOperations.DESCRIBE_ORGANIZATION;
import static io.pinelink.spi.AdminOperations.DESCRIBE_PROJECT;
import static io.pinelink.spi.AdminOperations.LIST_API_KEYS;
import static io.pinelink.spi.AdminOperations.LIST_ORGANIZATIONS;
import static io.pinelink.spi.AdminOperations.LIST_PROJECTS;
import static io.pinelink.spi.AdminOperations.UPDATE_API_KEY;
import static io.pinelink.spi.AdminOperations.UPDATE_ORGANIZATION;
import static io.pinelink.spi.AdminOperations.UPDATE_PROJECT;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.ListApiKeysResponse;
import io.pinelink.admin.ListOrganizationsResponse;
import io.pinelink.admin.ListProjectsResponse;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.Role;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateOrganizationRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.credential.AccessToken;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.TokenRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Organizations, projects and API keys over REST. */
final class AdminCodec {
  private static final String ORGANIZATIONS = "/admin/organizations";
  private static final String PROJECTS = "/admin/projects";
  private static final String API_KEYS = "/admin/api-keys";
  private static final String CMEK = "force_encryption_with_cmek";

  /** The audience of the token: the service's own name, independent of the host that is dialled. */
  private static final String AUDIENCE = "https://api.pinecone.io/";

  private AdminCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "listOrganizations" ->
          new RestBinding<>(
              LIST_ORGANIZATIONS,
              r -> RestRequest.get(ORGANIZATIONS),
              AdminCodec::organizationList);
      case "describeOrganization" ->
          new RestBinding<>(
              DESCRIBE_ORGANIZATION,
              r -> RestRequest.get(organization(r.id())),
              AdminCodec::organization);
      case "updateOrganization" ->
          new RestBinding<>(
              UPDATE_ORGANIZATION,
              r -> RestRequest.patch(organization(r.organizationId()), updateOrganization(r)),
              AdminCodec::organization);
      case "deleteOrganization" ->
          new RestBinding<>(
              DELETE_ORGANIZATION,
              r -> RestRequest.delete(organization(r.id())),
              RestBinding::empty);
      case "listProjects" ->
          new RestBinding<>(LIST_PROJECTS, r -> RestRequest.get(PROJECTS), AdminCodec::projectList);
      case "createProject" ->
          new RestBinding<>(
              CREATE_PROJECT,
              r -> RestRequest.post(PROJECTS, createProject(r)),
              AdminCodec::project);
      case "describeProject" ->
          new RestBinding<>(
              DESCRIBE_PROJECT, r -> RestRequest.get(project(r.id())), AdminCodec::project);
      case "updateProject" ->
          new RestBinding<>(
              UPDATE_PROJECT,
              r -> RestRequest.patch(project(r.projectId()), updateProject(r)),
              AdminCodec::project);
      case "deleteProject" ->
          new RestBinding<>(
              DELETE_PROJECT, r -> RestRequest.delete(project(r.id())), RestBinding::empty);
      case "listApiKeys" ->
          new RestBinding<>(
              LIST_API_KEYS,
              r -> RestRequest.get(project(r.id()) + "/api-keys"),
              AdminCodec::apiKeyList);
      case "createApiKey" ->
          new RestBinding<>(
              CREATE_API_KEY,
              r -> RestRequest.post(project(r.projectId()) + "/api-keys", createApiKey(r)),
              AdminCodec::createdApiKey);
      case "describeApiKey" ->
          new RestBinding<>(
              DESCRIBE_API_KEY, r -> RestRequest.get(apiKey(r.id())), AdminCodec::apiKey);
      case "updateApiKey" ->
          new RestBinding<>(
              UPDATE_API_KEY,
              r -> RestRequest.patch(apiKey(r.apiKeyId()), updateApiKey(r)),
              AdminCodec::apiKey);
      case "deleteApiKey" ->
          new RestBinding<>(
              DELETE_API_KEY, r -> RestRequest.delete(apiKey(r.id())), RestBinding::empty);
      case "createToken" ->
          new RestBinding<>(
              CREATE_TOKEN,
              r -> RestRequest.post("/oauth/token", createToken(r)),
              AdminCodec::accessToken);
      default -> null;
    };
  }

  private static String organization(String id) {
    return ORGANIZATIONS + "/" + segment(id);
  }

  private static String project(String id) {
    return PROJECTS + "/" + segment(id);
  }

  private static String apiKey(String id) {
    return API_KEYS + "/" + segment(id);
  }

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
