package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
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

import org.jspecify.annotations.Nullable;

/** The rows of the admin API and of its login. */
final class AdminBindings {
  private static final String ORGANIZATIONS = "/admin/organizations";
  private static final String PROJECTS = "/admin/projects";
  private static final String API_KEYS = "/admin/api-keys";

  private AdminBindings() {}

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
              r ->
                  RestRequest.patch(
                      organization(r.organizationId()), AdminToJson.updateOrganization(r)),
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
              r -> RestRequest.post(PROJECTS, AdminToJson.createProject(r)),
              AdminCodec::project);
      case "describeProject" ->
          new RestBinding<>(
              DESCRIBE_PROJECT, r -> RestRequest.get(project(r.id())), AdminCodec::project);
      case "updateProject" ->
          new RestBinding<>(
              UPDATE_PROJECT,
              r -> RestRequest.patch(project(r.projectId()), AdminToJson.updateProject(r)),
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
              r ->
                  RestRequest.post(
                      project(r.projectId()) + "/api-keys", AdminToJson.createApiKey(r)),
              AdminCodec::createdApiKey);
      case "describeApiKey" ->
          new RestBinding<>(
              DESCRIBE_API_KEY, r -> RestRequest.get(apiKey(r.id())), AdminCodec::apiKey);
      case "updateApiKey" ->
          new RestBinding<>(
              UPDATE_API_KEY,
              r -> RestRequest.patch(apiKey(r.apiKeyId()), AdminToJson.updateApiKey(r)),
              AdminCodec::apiKey);
      case "deleteApiKey" ->
          new RestBinding<>(
              DELETE_API_KEY, r -> RestRequest.delete(apiKey(r.id())), RestBinding::empty);
      case "createToken" ->
          new RestBinding<>(
              CREATE_TOKEN,
              r -> RestRequest.post("/oauth/token", AdminToJson.createToken(r)),
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
}
