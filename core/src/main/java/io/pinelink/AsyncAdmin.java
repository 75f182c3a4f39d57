package io.pinelink;

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
import io.pinelink.internal.auth.AccessTokenCache;
import io.pinelink.internal.auth.AuthenticatedCall;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.routing.Route;
import io.pinelink.spi.AdminOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.DeleteApiKeyRequest;
import io.pinelink.spi.request.DeleteOrganizationRequest;
import io.pinelink.spi.request.DeleteProjectRequest;
import io.pinelink.spi.request.DescribeApiKeyRequest;
import io.pinelink.spi.request.DescribeOrganizationRequest;
import io.pinelink.spi.request.DescribeProjectRequest;
import io.pinelink.spi.request.ListApiKeysRequest;
import io.pinelink.spi.request.ListOrganizationsRequest;
import io.pinelink.spi.request.ListProjectsRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The asynchronous variant of {@link Admin}. Futures behave as those of {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 */
public final class AsyncAdmin {
  private final Caller caller;
  private final AccessTokenCache tokens;

  AsyncAdmin(Caller caller, AccessTokenCache tokens) {
    this.caller = caller;
    this.tokens = tokens;
  }

  /** Returns the route of the next call, as {@link Admin#route()} does. */
  public Route route() {
    return caller.route();
  }

  /** Returns a view with other call settings, as {@link Admin#with(CallOptions)} does. */
  public AsyncAdmin with(CallOptions options) {
    return new AsyncAdmin(options.applyTo(caller), tokens);
  }

  /** Lists the organizations, as {@link Admin#listOrganizations()} does. */
  public CompletableFuture<ListOrganizationsResponse> listOrganizations() {
    return call(AdminOperations.LIST_ORGANIZATIONS, new ListOrganizationsRequest());
  }

  /** Describes an organization, as {@link Admin#describeOrganization(String)} does. */
  public CompletableFuture<Organization> describeOrganization(String organizationId) {
    return call(
        AdminOperations.DESCRIBE_ORGANIZATION, new DescribeOrganizationRequest(organizationId));
  }

  /**
   * Renames an organization, as {@link Admin#updateOrganization(UpdateOrganizationRequest)} does.
   */
  public CompletableFuture<Organization> updateOrganization(UpdateOrganizationRequest request) {
    return call(AdminOperations.UPDATE_ORGANIZATION, request);
  }

  /** Deletes an organization, as {@link Admin#deleteOrganization(String)} does. */
  public CompletableFuture<DeleteOrganizationResponse> deleteOrganization(String organizationId) {
    return call(AdminOperations.DELETE_ORGANIZATION, new DeleteOrganizationRequest(organizationId));
  }

  /** Lists all projects, as {@link Admin#listProjects()} does. */
  public CompletableFuture<ListProjectsResponse> listProjects() {
    return call(AdminOperations.LIST_PROJECTS, new ListProjectsRequest());
  }

  /** Creates a project, as {@link Admin#createProject(CreateProjectRequest)} does. */
  public CompletableFuture<Project> createProject(CreateProjectRequest request) {
    return call(AdminOperations.CREATE_PROJECT, request);
  }

  /** Describes a project, as {@link Admin#describeProject(String)} does. */
  public CompletableFuture<Project> describeProject(String projectId) {
    return call(AdminOperations.DESCRIBE_PROJECT, new DescribeProjectRequest(projectId));
  }

  /** Changes a project, as {@link Admin#updateProject(UpdateProjectRequest)} does. */
  public CompletableFuture<Project> updateProject(UpdateProjectRequest request) {
    return call(AdminOperations.UPDATE_PROJECT, request);
  }

  /** Deletes a project, as {@link Admin#deleteProject(String)} does. */
  public CompletableFuture<DeleteProjectResponse> deleteProject(String projectId) {
    return call(AdminOperations.DELETE_PROJECT, new DeleteProjectRequest(projectId));
  }

  /** Lists the API keys of a project, as {@link Admin#listApiKeys(String)} does. */
  public CompletableFuture<ListApiKeysResponse> listApiKeys(String projectId) {
    return call(AdminOperations.LIST_API_KEYS, new ListApiKeysRequest(projectId));
  }

  /** Creates an API key, as {@link Admin#createApiKey(CreateApiKeyRequest)} does. */
  public CompletableFuture<CreatedApiKey> createApiKey(CreateApiKeyRequest request) {
    return call(AdminOperations.CREATE_API_KEY, request);
  }

  /** Describes an API key, as {@link Admin#describeApiKey(String)} does. */
  public CompletableFuture<ApiKeyDescription> describeApiKey(String apiKeyId) {
    return call(AdminOperations.DESCRIBE_API_KEY, new DescribeApiKeyRequest(apiKeyId));
  }

  /** Changes an API key, as {@link Admin#updateApiKey(UpdateApiKeyRequest)} does. */
  public CompletableFuture<ApiKeyDescription> updateApiKey(UpdateApiKeyRequest request) {
    return call(AdminOperations.UPDATE_API_KEY, request);
  }

  /** Deletes an API key, as {@link Admin#deleteApiKey(String)} does. */
  public CompletableFuture<DeleteApiKeyResponse> deleteApiKey(String apiKeyId) {
    return call(AdminOperations.DELETE_API_KEY, new DeleteApiKeyRequest(apiKeyId));
  }

  private <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    Objects.requireNonNull(request, "request");
    Caller inPlace = caller.inPlace();
    return Futures.completeOn(
        caller.completeOn(), new AuthenticatedCall<>(inPlace, tokens, operation, request).start());
  }

  /** Returns the class name and the route. */
  @Override
  public String toString() {
    return "AsyncAdmin[" + route() + "]";
  }
}
