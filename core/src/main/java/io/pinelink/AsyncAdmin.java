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
 * The calls of {@link Admin}, without waiting; futures behave as those of {@link AsyncIndex}.
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

  /** As {@link Admin#route()}. */
  public Route route() {
    return caller.route();
  }

  /** As {@link Admin#with(CallOptions)}. */
  public AsyncAdmin with(CallOptions options) {
    return new AsyncAdmin(options.applyTo(caller), tokens);
  }

  /** As {@link Admin#listOrganizations()}. */
  public CompletableFuture<ListOrganizationsResponse> listOrganizations() {
    return call(AdminOperations.LIST_ORGANIZATIONS, new ListOrganizationsRequest());
  }

  /** As {@link Admin#describeOrganization(String)}. */
  public CompletableFuture<Organization> describeOrganization(String organizationId) {
    return call(
        AdminOperations.DESCRIBE_ORGANIZATION, new DescribeOrganizationRequest(organizationId));
  }

  /** As {@link Admin#updateOrganization(UpdateOrganizationRequest)}. */
  public CompletableFuture<Organization> updateOrganization(UpdateOrganizationRequest request) {
    return call(AdminOperations.UPDATE_ORGANIZATION, request);
  }

  /** As {@link Admin#deleteOrganization(String)}. */
  public CompletableFuture<DeleteOrganizationResponse> deleteOrganization(String organizationId) {
    return call(AdminOperations.DELETE_ORGANIZATION, new DeleteOrganizationRequest(organizationId));
  }

  /** As {@link Admin#listProjects()}. */
  public CompletableFuture<ListProjectsResponse> listProjects() {
    return call(AdminOperations.LIST_PROJECTS, new ListProjectsRequest());
  }

  /** As {@link Admin#createProject(CreateProjectRequest)}. */
  public CompletableFuture<Project> createProject(CreateProjectRequest request) {
    return call(AdminOperations.CREATE_PROJECT, request);
  }

  /** As {@link Admin#describeProject(String)}. */
  public CompletableFuture<Project> describeProject(String projectId) {
    return call(AdminOperations.DESCRIBE_PROJECT, new DescribeProjectRequest(projectId));
  }

  /** As {@link Admin#updateProject(UpdateProjectRequest)}. */
  public CompletableFuture<Project> updateProject(UpdateProjectRequest request) {
    return call(AdminOperations.UPDATE_PROJECT, request);
  }

  /** As {@link Admin#deleteProject(String)}. */
  public CompletableFuture<DeleteProjectResponse> deleteProject(String projectId) {
    return call(AdminOperations.DELETE_PROJECT, new DeleteProjectRequest(projectId));
  }

  /** As {@link Admin#listApiKeys(String)}. */
  public CompletableFuture<ListApiKeysResponse> listApiKeys(String projectId) {
    return call(AdminOperations.LIST_API_KEYS, new ListApiKeysRequest(projectId));
  }

  /** As {@link Admin#createApiKey(CreateApiKeyRequest)}. */
  public CompletableFuture<CreatedApiKey> createApiKey(CreateApiKeyRequest request) {
    return call(AdminOperations.CREATE_API_KEY, request);
  }

  /** As {@link Admin#describeApiKey(String)}. */
  public CompletableFuture<ApiKeyDescription> describeApiKey(String apiKeyId) {
    return call(AdminOperations.DESCRIBE_API_KEY, new DescribeApiKeyRequest(apiKeyId));
  }

  /** As {@link Admin#updateApiKey(UpdateApiKeyRequest)}. */
  public CompletableFuture<ApiKeyDescription> updateApiKey(UpdateApiKeyRequest request) {
    return call(AdminOperations.UPDATE_API_KEY, request);
  }

  /** As {@link Admin#deleteApiKey(String)}. */
  public CompletableFuture<DeleteApiKeyResponse> deleteApiKey(String apiKeyId) {
    return call(AdminOperations.DELETE_API_KEY, new DeleteApiKeyRequest(apiKeyId));
  }

  private <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    Objects.requireNonNull(request, "request");
    Caller inPlace = caller.inPlace();
    return Futures.completeOn(
        caller.completeOn(), new AuthenticatedCall<>(inPlace, tokens, operation, request).start());
  }

  /** The route. */
  @Override
  public String toString() {
    return "AsyncAdmin[" + route() + "]";
  }
}
