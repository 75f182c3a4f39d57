package io.pinelink.admin;

import static io.pinelink.spi.Effect.IDEMPOTENT;
import static io.pinelink.spi.Effect.NOT_IDEMPOTENT;
import static io.pinelink.spi.Effect.READ_ONLY;

import io.pinelink.admin.internal.login.AccessTokenCache;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.spi.Effect;
import io.pinelink.spi.Operation;
import io.pinelink.spi.OperationFacts;
import io.pinelink.spi.Plane;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of the admin API, and of its login, over REST only. */
@SuppressWarnings("exports") // the SPI is exported to this module
public final class AdminOperations {
  /** The first version of the admin API. */
  private static final String FIRST = "2025-04";

  /** The version with users, invites, service accounts and role bindings. */
  private static final String PRINCIPALS = "2026-04";

  private static final List<Operation<?, ?>> ALL = new ArrayList<>();

  /** Lists the organizations of the service account. */
  public static final Operation<EmptyRequest, ListResponse<Organization>> LIST_ORGANIZATIONS =
      read("listOrganizations", EmptyRequest.class, Operation.list());

  /** Describes an organization. */
  public static final Operation<ById, Organization> DESCRIBE_ORGANIZATION =
      read("describeOrganization", ById.class, Organization.class);

  /** Renames an organization. */
  public static final Operation<Rename, Organization> UPDATE_ORGANIZATION =
      idempotent("updateOrganization", Rename.class, Organization.class);

  /** Deletes an organization. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_ORGANIZATION =
      once("deleteOrganization", ById.class, EmptyResponse.class);

  /** Lists the projects of the organization. */
  public static final Operation<EmptyRequest, ListResponse<Project>> LIST_PROJECTS =
      read("listProjects", EmptyRequest.class, Operation.list());

  /** Creates a project. Not idempotent: a second attempt creates another one. */
  public static final Operation<CreateProjectRequest, Project> CREATE_PROJECT =
      once("createProject", CreateProjectRequest.class, Project.class);

  /** Describes a project. */
  public static final Operation<ById, Project> DESCRIBE_PROJECT =
      read("describeProject", ById.class, Project.class);

  /** Changes a project's settings. */
  public static final Operation<UpdateProjectRequest, Project> UPDATE_PROJECT =
      idempotent("updateProject", UpdateProjectRequest.class, Project.class);

  /** Deletes a project. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_PROJECT =
      once("deleteProject", ById.class, EmptyResponse.class);

  /** Lists the API keys of a project. */
  public static final Operation<ById, ListResponse<ApiKeyDescription>> LIST_API_KEYS =
      read("listApiKeys", ById.class, Operation.list());

  /** Creates an API key. Not idempotent: a second attempt creates another one. */
  public static final Operation<CreateApiKeyRequest, CreatedApiKey> CREATE_API_KEY =
      once("createApiKey", CreateApiKeyRequest.class, CreatedApiKey.class);

  /** Describes an API key. */
  public static final Operation<ById, ApiKeyDescription> DESCRIBE_API_KEY =
      read("describeApiKey", ById.class, ApiKeyDescription.class);

  /** Changes the name or the roles of an API key. */
  public static final Operation<UpdateApiKeyRequest, ApiKeyDescription> UPDATE_API_KEY =
      idempotent("updateApiKey", UpdateApiKeyRequest.class, ApiKeyDescription.class);

  /** Deletes an API key. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_API_KEY =
      once("deleteApiKey", ById.class, EmptyResponse.class);

  /** Lists the users of the organization. */
  public static final Operation<ListUsersRequest, ListResponse<User>> LIST_USERS =
      later("listUsers", ListUsersRequest.class, Operation.list(), READ_ONLY);

  /** Describes a user. */
  public static final Operation<ById, User> DESCRIBE_USER =
      later("describeUser", ById.class, User.class, READ_ONLY);

  /** Deletes a user. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_USER =
      later("deleteUser", ById.class, EmptyResponse.class, NOT_IDEMPOTENT);

  /** Lists the pending and expired invites of the organization. */
  public static final Operation<PageRequest, ListResponse<Invite>> LIST_INVITES =
      later("listInvites", PageRequest.class, Operation.list(), READ_ONLY);

  /** Creates an invite and sends it. Not idempotent: a second attempt finds it pending. */
  public static final Operation<CreateInviteRequest, Invite> CREATE_INVITE =
      later("createInvite", CreateInviteRequest.class, Invite.class, NOT_IDEMPOTENT);

  /** Describes an invite. */
  public static final Operation<ById, Invite> DESCRIBE_INVITE =
      later("describeInvite", ById.class, Invite.class, READ_ONLY);

  /** Deletes an invite. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_INVITE =
      later("deleteInvite", ById.class, EmptyResponse.class, NOT_IDEMPOTENT);

  /** Sends an invite again. Not idempotent: a second attempt sends another email. */
  public static final Operation<ById, Invite> RESEND_INVITE =
      later("resendInvite", ById.class, Invite.class, NOT_IDEMPOTENT);

  /** Lists the service accounts of the organization. */
  public static final Operation<PageRequest, ListResponse<ServiceAccount>> LIST_SERVICE_ACCOUNTS =
      later("listServiceAccounts", PageRequest.class, Operation.list(), READ_ONLY);

  /** Creates a service account. Not idempotent: a second attempt creates another one. */
  public static final Operation<CreateServiceAccountRequest, ServiceAccountWithSecret>
      CREATE_SERVICE_ACCOUNT =
          later(
              "createServiceAccount",
              CreateServiceAccountRequest.class,
              ServiceAccountWithSecret.class,
              NOT_IDEMPOTENT);

  /** Describes a service account. */
  public static final Operation<ById, ServiceAccount> DESCRIBE_SERVICE_ACCOUNT =
      later("describeServiceAccount", ById.class, ServiceAccount.class, READ_ONLY);

  /** Renames a service account. */
  public static final Operation<Rename, ServiceAccount> UPDATE_SERVICE_ACCOUNT =
      later("updateServiceAccount", Rename.class, ServiceAccount.class, IDEMPOTENT);

  /** Deletes a service account. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_SERVICE_ACCOUNT =
      later("deleteServiceAccount", ById.class, EmptyResponse.class, NOT_IDEMPOTENT);

  /**
   * Replaces the secret of a service account. Not idempotent: a second attempt replaces the secret
   * of the first, which no caller received.
   */
  public static final Operation<ById, ServiceAccountWithSecret> ROTATE_SERVICE_ACCOUNT_SECRET =
      later(
          "rotateServiceAccountSecret", ById.class, ServiceAccountWithSecret.class, NOT_IDEMPOTENT);

  /** Lists the role bindings of the organization. */
  public static final Operation<ListRoleBindingsRequest, ListResponse<RoleBinding>>
      LIST_ROLE_BINDINGS =
          later("listRoleBindings", ListRoleBindingsRequest.class, Operation.list(), READ_ONLY);

  /** Grants a role. Not idempotent: a second attempt finds the role granted. */
  public static final Operation<CreateRoleBindingRequest, RoleBinding> CREATE_ROLE_BINDING =
      later("createRoleBinding", CreateRoleBindingRequest.class, RoleBinding.class, NOT_IDEMPOTENT);

  /** Describes a role binding. */
  public static final Operation<ById, RoleBinding> DESCRIBE_ROLE_BINDING =
      later("describeRoleBinding", ById.class, RoleBinding.class, READ_ONLY);

  /** Deletes a role binding. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_ROLE_BINDING =
      later("deleteRoleBinding", ById.class, EmptyResponse.class, NOT_IDEMPOTENT);

  /**
   * Requests the token that the other operations need, at the login host. The client sends it
   * itself.
   */
  public static final Operation<?, ?> CREATE_TOKEN = listed(AccessTokenCache.CREATE_TOKEN);

  private AdminOperations() {}

  /** Returns all operations of the admin API. */
  public static List<Operation<?, ?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <Q, R> Operation<Q, R> read(String name, Class<Q> request, Class<R> response) {
    return operation(name, request, response, READ_ONLY, FIRST);
  }

  private static <Q, R> Operation<Q, R> idempotent(
      String name, Class<Q> request, Class<R> response) {
    return operation(name, request, response, IDEMPOTENT, FIRST);
  }

  private static <Q, R> Operation<Q, R> once(String name, Class<Q> request, Class<R> response) {
    return operation(name, request, response, NOT_IDEMPOTENT, FIRST);
  }

  /** Returns an operation that was added to the API later. */
  private static <Q, R> Operation<Q, R> later(
      String name, Class<Q> request, Class<R> response, Effect effect) {
    return operation(name, request, response, effect, PRINCIPALS);
  }

  private static <Q, R> Operation<Q, R> operation(
      String name, Class<Q> request, Class<R> response, Effect effect, String since) {
    Set<Protocol> protocols = Set.of(Protocol.REST);
    return listed(
        new Operation<>(
            name,
            request,
            response,
            Plane.CONTROL,
            effect,
            since,
            protocols,
            AdminOperations::facts));
  }

  private static <Q, R> Operation<Q, R> listed(Operation<Q, R> operation) {
    ALL.add(operation);
    return operation;
  }

  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return switch (operation) {
      case "describeOrganization" ->
          OperationFacts.of(DESCRIBE_ORGANIZATION).id("organization", ById::id, Organization::id);
      case "updateOrganization" ->
          OperationFacts.of(UPDATE_ORGANIZATION).id("organization", Rename::id, Organization::id);
      case "describeProject" ->
          OperationFacts.of(DESCRIBE_PROJECT).id("project", ById::id, Project::id);
      case "updateProject" ->
          OperationFacts.of(UPDATE_PROJECT)
              .id("project", UpdateProjectRequest::projectId, Project::id);
      case "describeApiKey" ->
          OperationFacts.of(DESCRIBE_API_KEY).id("API key", ById::id, ApiKeyDescription::id);
      case "updateApiKey" ->
          OperationFacts.of(UPDATE_API_KEY)
              .id("API key", UpdateApiKeyRequest::apiKeyId, ApiKeyDescription::id);
      case "describeUser" -> OperationFacts.of(DESCRIBE_USER).id("user", ById::id, User::id);
      case "describeInvite" ->
          OperationFacts.of(DESCRIBE_INVITE).id("invite", ById::id, Invite::id);
      case "resendInvite" -> OperationFacts.of(RESEND_INVITE).id("invite", ById::id, Invite::id);
      case "describeServiceAccount" ->
          OperationFacts.of(DESCRIBE_SERVICE_ACCOUNT)
              .id("service account", ById::id, ServiceAccount::id);
      case "updateServiceAccount" ->
          OperationFacts.of(UPDATE_SERVICE_ACCOUNT)
              .id("service account", Rename::id, ServiceAccount::id);
      case "rotateServiceAccountSecret" ->
          OperationFacts.of(ROTATE_SERVICE_ACCOUNT_SECRET)
              .id("service account", ById::id, rotated -> rotated.serviceAccount().id());
      case "describeRoleBinding" ->
          OperationFacts.of(DESCRIBE_ROLE_BINDING).id("role binding", ById::id, RoleBinding::id);
      default -> null;
    };
  }
}
