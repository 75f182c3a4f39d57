package io.pinelink.spi;

import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.DeleteApiKeyResponse;
import io.pinelink.admin.DeleteOrganizationResponse;
import io.pinelink.admin.DeleteProjectResponse;
import io.pinelink.admin.ListApiKeysResponse;
import io.pinelink.admin.ListOrganizationsResponse;
import io.pinelink.admin.ListProjectsResponse;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateOrganizationRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.spi.request.DeleteApiKeyRequest;
import io.pinelink.spi.request.DeleteOrganizationRequest;
import io.pinelink.spi.request.DeleteProjectRequest;
import io.pinelink.spi.request.DescribeApiKeyRequest;
import io.pinelink.spi.request.DescribeOrganizationRequest;
import io.pinelink.spi.request.DescribeProjectRequest;
import io.pinelink.spi.request.ListApiKeysRequest;
import io.pinelink.spi.request.ListOrganizationsRequest;
import io.pinelink.spi.request.ListProjectsRequest;
import java.util.List;

/** The operations of the admin API, and of its login, over REST only. */
public final class AdminOperations {
  /** Lists the organizations of the service account. */
  public static final Operation<ListOrganizationsRequest, ListOrganizationsResponse>
      LIST_ORGANIZATIONS =
          read(
              "listOrganizations", ListOrganizationsRequest.class, ListOrganizationsResponse.class);

  /** Describes an organization. */
  public static final Operation<DescribeOrganizationRequest, Organization> DESCRIBE_ORGANIZATION =
      read("describeOrganization", DescribeOrganizationRequest.class, Organization.class);

  /** Renames an organization. */
  public static final Operation<UpdateOrganizationRequest, Organization> UPDATE_ORGANIZATION =
      idempotent("updateOrganization", UpdateOrganizationRequest.class, Organization.class);

  /** Deletes an organization. Not idempotent: a second attempt finds it gone. */
  public static final Operation<DeleteOrganizationRequest, DeleteOrganizationResponse>
      DELETE_ORGANIZATION =
          once(
              "deleteOrganization",
              DeleteOrganizationRequest.class,
              DeleteOrganizationResponse.class);

  /** Lists the projects of the organization. */
  public static final Operation<ListProjectsRequest, ListProjectsResponse> LIST_PROJECTS =
      read("listProjects", ListProjectsRequest.class, ListProjectsResponse.class);

  /** Creates a project. Not idempotent: a second attempt creates another one. */
  public static final Operation<CreateProjectRequest, Project> CREATE_PROJECT =
      once("createProject", CreateProjectRequest.class, Project.class);

  /** Describes a project. */
  public static final Operation<DescribeProjectRequest, Project> DESCRIBE_PROJECT =
      read("describeProject", DescribeProjectRequest.class, Project.class);

  /** Changes a project's settings. */
  public static final Operation<UpdateProjectRequest, Project> UPDATE_PROJECT =
      idempotent("updateProject", UpdateProjectRequest.class, Project.class);

  /** Deletes a project. Not idempotent: a second attempt finds it gone. */
  public static final Operation<DeleteProjectRequest, DeleteProjectResponse> DELETE_PROJECT =
      once("deleteProject", DeleteProjectRequest.class, DeleteProjectResponse.class);

  /** Lists the API keys of a project. */
  public static final Operation<ListApiKeysRequest, ListApiKeysResponse> LIST_API_KEYS =
      read("listApiKeys", ListApiKeysRequest.class, ListApiKeysResponse.class);

  /** Creates an API key. Not idempotent: a second attempt creates another one. */
  public static final Operation<CreateApiKeyRequest, CreatedApiKey> CREATE_API_KEY =
      once("createApiKey", CreateApiKeyRequest.class, CreatedApiKey.class);

  /** Describes an API key. */
  public static final Operation<DescribeApiKeyRequest, ApiKeyDescription> DESCRIBE_API_KEY =
      read("describeApiKey", DescribeApiKeyRequest.class, ApiKeyDescription.class);

  /** Changes the name or the roles of an API key. */
  public static final Operation<UpdateApiKeyRequest, ApiKeyDescription> UPDATE_API_KEY =
      idempotent("updateApiKey", UpdateApiKeyRequest.class, ApiKeyDescription.class);

  /** Deletes an API key. Not idempotent: a second attempt finds it gone. */
  public static final Operation<DeleteApiKeyRequest, DeleteApiKeyResponse> DELETE_API_KEY =
      once("deleteApiKey", DeleteApiKeyRequest.class, DeleteApiKeyResponse.class);

  /**
   * Requests the token that the other operations need, at the login host. A second attempt returns
   * another token, which is harmless.
   */
  public static final Operation<TokenRequest, AccessToken> CREATE_TOKEN =
      idempotent("createToken", TokenRequest.class, AccessToken.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          LIST_ORGANIZATIONS,
          DESCRIBE_ORGANIZATION,
          UPDATE_ORGANIZATION,
          DELETE_ORGANIZATION,
          LIST_PROJECTS,
          CREATE_PROJECT,
          DESCRIBE_PROJECT,
          UPDATE_PROJECT,
          DELETE_PROJECT,
          LIST_API_KEYS,
          CREATE_API_KEY,
          DESCRIBE_API_KEY,
          UPDATE_API_KEY,
          DELETE_API_KEY,
          CREATE_TOKEN);

  private AdminOperations() {}

  private static <Q, R> Operation<Q, R> read(String name, Class<Q> request, Class<R> response) {
    return operation(name, request, response, Effect.READ_ONLY);
  }

  private static <Q, R> Operation<Q, R> idempotent(
      String name, Class<Q> request, Class<R> response) {
    return operation(name, request, response, Effect.IDEMPOTENT);
  }

  private static <Q, R> Operation<Q, R> once(String name, Class<Q> request, Class<R> response) {
    return operation(name, request, response, Effect.NOT_IDEMPOTENT);
  }

  private static <Q, R> Operation<Q, R> operation(
      String name, Class<Q> request, Class<R> response, Effect effect) {
    return new Operation<>(
        name, request, response, Plane.CONTROL, effect, "2025-04", Operation.REST_ONLY);
  }
}
