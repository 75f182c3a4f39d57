package io.pinelink.admin.internal.provider;

import static io.pinelink.admin.AdminOperations.CREATE_API_KEY;
import static io.pinelink.admin.AdminOperations.CREATE_PROJECT;
import static io.pinelink.admin.AdminOperations.DELETE_API_KEY;
import static io.pinelink.admin.AdminOperations.DELETE_ORGANIZATION;
import static io.pinelink.admin.AdminOperations.DELETE_PROJECT;
import static io.pinelink.admin.AdminOperations.DESCRIBE_API_KEY;
import static io.pinelink.admin.AdminOperations.DESCRIBE_ORGANIZATION;
import static io.pinelink.admin.AdminOperations.DESCRIBE_PROJECT;
import static io.pinelink.admin.AdminOperations.LIST_API_KEYS;
import static io.pinelink.admin.AdminOperations.LIST_ORGANIZATIONS;
import static io.pinelink.admin.AdminOperations.LIST_PROJECTS;
import static io.pinelink.admin.AdminOperations.UPDATE_API_KEY;
import static io.pinelink.admin.AdminOperations.UPDATE_ORGANIZATION;
import static io.pinelink.admin.AdminOperations.UPDATE_PROJECT;
import static io.pinelink.admin.internal.login.AccessTokenCache.CREATE_TOKEN;
import static io.pinelink.admin.internal.provider.AdminBindings.delete;
import static io.pinelink.admin.internal.provider.AdminBindings.describe;
import static io.pinelink.admin.internal.provider.AdminBindings.post;
import static io.pinelink.admin.internal.provider.AdminBindings.update;
import static io.pinelink.admin.internal.provider.AdminBindings.withId;
import static io.pinelink.rest.json.JsonMembers.integer;
import static io.pinelink.rest.json.JsonMembers.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.Role;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.admin.internal.login.AccessToken;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.codec.ListDecoder;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestRequest;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.ClientCredentials;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
              ListDecoder.list("data", AdminCodec::organization));
      case "describeOrganization" ->
          describe(DESCRIBE_ORGANIZATION, ORGANIZATIONS, AdminCodec::organization);
      case "updateOrganization" ->
          update(
              UPDATE_ORGANIZATION,
              ORGANIZATIONS,
              Rename::id,
              AdminBindings::rename,
              AdminCodec::organization);
      case "deleteOrganization" -> delete(DELETE_ORGANIZATION, ORGANIZATIONS);
      case "listProjects" ->
          new RestBinding<>(
              LIST_PROJECTS,
              r -> RestRequest.get(PROJECTS),
              ListDecoder.list("data", AdminCodec::project));
      case "createProject" ->
          post(CREATE_PROJECT, PROJECTS, AdminCodec::createProject, AdminCodec::project);
      case "describeProject" -> describe(DESCRIBE_PROJECT, PROJECTS, AdminCodec::project);
      case "updateProject" ->
          update(
              UPDATE_PROJECT,
              PROJECTS,
              UpdateProjectRequest::projectId,
              AdminCodec::updateProject,
              AdminCodec::project);
      case "deleteProject" -> delete(DELETE_PROJECT, PROJECTS);
      case "listApiKeys" ->
          new RestBinding<>(
              LIST_API_KEYS,
              r -> RestRequest.get(apiKeys(r.id())),
              ListDecoder.list("data", AdminCodec::apiKey));
      case "createApiKey" ->
          new RestBinding<>(
              CREATE_API_KEY,
              r -> RestRequest.postObject(apiKeys(r.projectId()), createApiKey(r)),
              AdminCodec::createdApiKey);
      case "describeApiKey" -> describe(DESCRIBE_API_KEY, API_KEYS, AdminCodec::apiKey);
      case "updateApiKey" ->
          update(
              UPDATE_API_KEY,
              API_KEYS,
              UpdateApiKeyRequest::apiKeyId,
              AdminCodec::updateApiKey,
              AdminCodec::apiKey);
      case "deleteApiKey" -> delete(DELETE_API_KEY, API_KEYS);
      case "createToken" ->
          post(CREATE_TOKEN, "/oauth/token", AdminCodec::createToken, AdminCodec::accessToken);
      default -> null;
    };
  }

  private static String apiKeys(String projectId) {
    return withId(PROJECTS, projectId) + "/api-keys";
  }

  static JsonWriter createProject(CreateProjectRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      json.writeNumberField("max_pods", request.maxPods());
      json.writeBooleanField(CMEK, request.forceEncryptionWithCmek());
    };
  }

  static JsonWriter updateProject(UpdateProjectRequest request) {
    return json -> {
      text(json, "name", request.name());
      integer(json, "max_pods", request.maxPods());
      if (request.forceEncryptionWithCmek()) {
        json.writeBooleanField(CMEK, true);
      }
    };
  }

  static JsonWriter createApiKey(CreateApiKeyRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      roles(json, request.roles());
    };
  }

  static JsonWriter updateApiKey(UpdateApiKeyRequest request) {
    return json -> {
      text(json, "name", request.name());
      if (request.roles().isPresent()) {
        roles(json, request.roles().get());
      }
    };
  }

  private static void roles(JsonGenerator json, List<Role> roles) throws IOException {
    json.writeArrayFieldStart("roles");
    for (Role role : roles) {
      json.writeString(role.value());
    }
    json.writeEndArray();
  }

  static JsonWriter createToken(ClientCredentials credentials) {
    return json -> {
      json.writeStringField("client_id", credentials.id());
      json.writeStringField("client_secret", credentials.revealSecret());
      json.writeStringField("grant_type", "client_credentials");
      json.writeStringField("audience", AUDIENCE);
    };
  }

  static Organization organization(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject organization = json.object();
    Member<String> id = organization.text("id");
    Member<String> name = organization.text("name");
    Member<String> plan = organization.text("plan");
    Member<String> paymentStatus = organization.text("payment_status");
    Member<String> supportTier = organization.text("support_tier");
    Member<Instant> createdAt = organization.instant("created_at");
    organization.read();
    return Organization.of(
        id.required(),
        name.required(),
        plan.orElse(""),
        paymentStatus.orElse(""),
        supportTier.orElse(""),
        createdAt.optional(),
        info);
  }

  static Project project(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject project = json.object();
    Member<String> id = project.text("id");
    Member<String> name = project.text("name");
    Member<String> organizationId = project.text("organization_id");
    NumberMember<Integer> maxPods = project.integer("max_pods");
    Member<Boolean> cmek = project.bool("force_encryption_with_cmek");
    Member<Instant> createdAt = project.instant("created_at");
    project.read();
    return Project.of(
        id.required(),
        name.required(),
        organizationId.orElse(""),
        maxPods.orElse(0),
        cmek.orElse(false),
        createdAt.optional(),
        info);
  }

  static CreatedApiKey createdApiKey(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject created = json.object();
    Member<ApiKeyDescription> key = created.member("key", object -> apiKey(object, info));
    Member<String> value = created.text("value");
    created.read();
    return CreatedApiKey.of(key.required(), value.required());
  }

  /**
   * Decodes a key. Version 2025-04 wraps the key in the response to an update, as in that to a
   * creation.
   */
  static ApiKeyDescription apiKey(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject key = json.object();
    Member<String> id = key.text("id");
    Member<String> name = key.text("name");
    Member<String> projectId = key.text("project_id");
    Member<List<Role>> roles = key.list("roles", AdminCodec::role);
    Member<ApiKeyDescription> wrapped = key.member("key", value -> wrapped(value, info));
    key.read();
    if (wrapped.optional().isPresent()) {
      return wrapped.required();
    }
    return ApiKeyDescription.of(
        id.required(), name.required(), projectId.orElse(""), roles.orElse(List.of()), info);
  }

  private static @Nullable ApiKeyDescription wrapped(JsonReader json, ResponseInfo info)
      throws IOException {
    if (json.isObject()) {
      return apiKey(json, info);
    }
    json.skip();
    return null;
  }

  private static @Nullable Role role(JsonReader json) throws IOException {
    String role = json.text();
    return role == null ? null : new Role(role);
  }

  static AccessToken accessToken(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject answer = json.object();
    Member<String> token = answer.text("access_token");
    NumberMember<Double> seconds = answer.number("expires_in");
    answer.read();
    long lifetime = Math.max(0, seconds.required().longValue());
    return new AccessToken(new BearerToken(token.required()), Duration.ofSeconds(lifetime), info);
  }
}
