package io.pinelink.admin.internal.provider;

import static io.pinelink.admin.AdminOperations.CREATE_INVITE;
import static io.pinelink.admin.AdminOperations.CREATE_ROLE_BINDING;
import static io.pinelink.admin.AdminOperations.CREATE_SERVICE_ACCOUNT;
import static io.pinelink.admin.AdminOperations.DELETE_INVITE;
import static io.pinelink.admin.AdminOperations.DELETE_ROLE_BINDING;
import static io.pinelink.admin.AdminOperations.DELETE_SERVICE_ACCOUNT;
import static io.pinelink.admin.AdminOperations.DELETE_USER;
import static io.pinelink.admin.AdminOperations.DESCRIBE_INVITE;
import static io.pinelink.admin.AdminOperations.DESCRIBE_ROLE_BINDING;
import static io.pinelink.admin.AdminOperations.DESCRIBE_SERVICE_ACCOUNT;
import static io.pinelink.admin.AdminOperations.DESCRIBE_USER;
import static io.pinelink.admin.AdminOperations.LIST_INVITES;
import static io.pinelink.admin.AdminOperations.LIST_ROLE_BINDINGS;
import static io.pinelink.admin.AdminOperations.LIST_SERVICE_ACCOUNTS;
import static io.pinelink.admin.AdminOperations.LIST_USERS;
import static io.pinelink.admin.AdminOperations.RESEND_INVITE;
import static io.pinelink.admin.AdminOperations.ROTATE_SERVICE_ACCOUNT_SECRET;
import static io.pinelink.admin.AdminOperations.UPDATE_SERVICE_ACCOUNT;
import static io.pinelink.admin.internal.provider.AdminBindings.delete;
import static io.pinelink.admin.internal.provider.AdminBindings.describe;
import static io.pinelink.admin.internal.provider.AdminBindings.post;
import static io.pinelink.admin.internal.provider.AdminBindings.update;
import static io.pinelink.admin.internal.provider.AdminBindings.withId;
import static io.pinelink.rest.json.JsonMembers.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.admin.CreateInviteRequest;
import io.pinelink.admin.CreateRoleBindingRequest;
import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.Invite;
import io.pinelink.admin.InviteStatus;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.ListUsersRequest;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.ResourceType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.RoleGrant;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.admin.User;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.codec.ListDecoder;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestBinding.Decoder;
import io.pinelink.rest.codec.RestRequest;
import io.pinelink.rest.codec.UrlQuery;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users, invites, roles and service accounts over REST. */
final class PrincipalCodec {
  private static final String USERS = "/admin/users";
  private static final String INVITES = "/admin/invites";
  private static final String SERVICE_ACCOUNTS = "/admin/service-accounts";
  private static final String ROLE_BINDINGS = "/admin/role-bindings";

  private PrincipalCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "listUsers" ->
          new RestBinding<>(
              LIST_USERS, r -> RestRequest.get(users(r)), ListDecoder.page(PrincipalCodec::user));
      case "describeUser" -> describe(DESCRIBE_USER, USERS, PrincipalCodec::user);
      case "deleteUser" -> delete(DELETE_USER, USERS);
      case "listInvites" -> list(LIST_INVITES, INVITES, PrincipalCodec::invite);
      case "createInvite" ->
          post(CREATE_INVITE, INVITES, PrincipalCodec::createInvite, PrincipalCodec::invite);
      case "describeInvite" -> describe(DESCRIBE_INVITE, INVITES, PrincipalCodec::invite);
      case "deleteInvite" -> delete(DELETE_INVITE, INVITES);
      case "resendInvite" ->
          new RestBinding<>(
              RESEND_INVITE,
              r -> RestRequest.post(withId(INVITES, r.id()) + "/resend"),
              PrincipalCodec::invite);
      case "listServiceAccounts" ->
          list(LIST_SERVICE_ACCOUNTS, SERVICE_ACCOUNTS, PrincipalCodec::serviceAccount);
      case "createServiceAccount" ->
          post(
              CREATE_SERVICE_ACCOUNT,
              SERVICE_ACCOUNTS,
              PrincipalCodec::createServiceAccount,
              PrincipalCodec::serviceAccountWithSecret);
      case "describeServiceAccount" ->
          describe(DESCRIBE_SERVICE_ACCOUNT, SERVICE_ACCOUNTS, PrincipalCodec::serviceAccount);
      case "updateServiceAccount" ->
          update(
              UPDATE_SERVICE_ACCOUNT,
              SERVICE_ACCOUNTS,
              Rename::id,
              AdminBindings::rename,
              PrincipalCodec::serviceAccount);
      case "deleteServiceAccount" -> delete(DELETE_SERVICE_ACCOUNT, SERVICE_ACCOUNTS);
      case "rotateServiceAccountSecret" ->
          new RestBinding<>(
              ROTATE_SERVICE_ACCOUNT_SECRET,
              r -> RestRequest.post(withId(SERVICE_ACCOUNTS, r.id()) + "/rotate-secret"),
              PrincipalCodec::serviceAccountWithSecret);
      case "listRoleBindings" ->
          new RestBinding<>(
              LIST_ROLE_BINDINGS,
              r -> RestRequest.get(roleBindings(r)),
              ListDecoder.page(PrincipalCodec::roleBinding));
      case "createRoleBinding" ->
          post(
              CREATE_ROLE_BINDING,
              ROLE_BINDINGS,
              PrincipalCodec::createRoleBinding,
              PrincipalCodec::roleBinding);
      case "describeRoleBinding" ->
          describe(DESCRIBE_ROLE_BINDING, ROLE_BINDINGS, PrincipalCodec::roleBinding);
      case "deleteRoleBinding" -> delete(DELETE_ROLE_BINDING, ROLE_BINDINGS);
      default -> null;
    };
  }

  private static <T> RestBinding<PageRequest, ListResponse<T>> list(
      Operation<PageRequest, ListResponse<T>> operation, String path, Decoder<T> element) {
    return new RestBinding<>(
        operation,
        r -> RestRequest.get(new UrlQuery(path).page(r).path()),
        ListDecoder.page(element));
  }

  private static String users(ListUsersRequest request) {
    UrlQuery query = new UrlQuery(USERS);
    request.email().ifPresent(email -> query.add("email", email));
    return query.page(request).path();
  }

  private static String roleBindings(ListRoleBindingsRequest request) {
    UrlQuery query = new UrlQuery(ROLE_BINDINGS);
    request.principalType().ifPresent(type -> query.add("principal_type", type.value()));
    request.principalId().ifPresent(id -> query.add("principal_id", id));
    request.resourceType().ifPresent(type -> query.add("resource_type", type.value()));
    request.resourceId().ifPresent(id -> query.add("resource_id", id));
    request.role().ifPresent(role -> query.add("role", role.value()));
    return query.page(request).path();
  }

  static JsonWriter createInvite(CreateInviteRequest request) {
    return json -> {
      json.writeStringField("email", request.email());
      roleBindings(json, request.roleGrants());
    };
  }

  static JsonWriter createServiceAccount(CreateServiceAccountRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      if (!request.roleGrants().isEmpty()) {
        roleBindings(json, request.roleGrants());
      }
    };
  }

  static JsonWriter createRoleBinding(CreateRoleBindingRequest request) {
    return json -> {
      json.writeStringField("principal_type", request.principalType().value());
      json.writeStringField("principal_id", request.principalId());
      grant(json, request.grant());
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
    text(json, "resource_id", grant.resourceId());
    json.writeStringField("role", grant.role().value());
  }

  static User user(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject user = json.object();
    Member<String> id = user.text("id");
    Member<String> email = user.text("email");
    Member<String> name = user.text("name");
    user.read();
    return User.of(id.required(), email.required(), name.optional(), info);
  }

  static Invite invite(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject invite = json.object();
    Member<String> id = invite.text("id");
    Member<String> email = invite.text("email");
    Member<String> status = invite.text("status");
    Member<Instant> createdAt = invite.instant("created_at");
    Member<Instant> expiresAt = invite.instant("expires_at");
    Member<Instant> processedAt = invite.instant("processed_at");
    invite.read();
    return Invite.of(
        id.required(),
        email.required(),
        new InviteStatus(status.required()),
        createdAt.optional(),
        expiresAt.optional(),
        processedAt.optional(),
        info);
  }

  static ServiceAccountWithSecret serviceAccountWithSecret(JsonReader json, ResponseInfo info)
      throws IOException {
    JsonObject answer = json.object();
    Member<ServiceAccount> account =
        answer.member("service_account", value -> serviceAccount(value, info));
    Member<String> secret = answer.text("client_secret");
    answer.read();
    return ServiceAccountWithSecret.of(account.required(), secret.required());
  }

  static ServiceAccount serviceAccount(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject account = json.object();
    Member<String> id = account.text("id");
    Member<String> name = account.text("name");
    Member<String> clientId = account.text("client_id");
    Member<Instant> createdAt = account.instant("created_at");
    Member<Instant> updatedAt = account.instant("updated_at");
    account.read();
    return ServiceAccount.of(
        id.required(),
        name.required(),
        clientId.required(),
        createdAt.optional(),
        updatedAt.optional(),
        info);
  }

  static RoleBinding roleBinding(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject binding = json.object();
    Member<String> id = binding.text("id");
    Member<String> principalType = binding.text("principal_type");
    Member<String> principalId = binding.text("principal_id");
    Member<String> resourceType = binding.text("resource_type");
    Member<String> resourceId = binding.text("resource_id");
    Member<String> role = binding.text("role");
    Member<Instant> createdAt = binding.instant("created_at");
    binding.read();
    return RoleBinding.of(
        id.required(),
        new PrincipalType(principalType.required()),
        principalId.required(),
        new ResourceType(resourceType.required()),
        resourceId.required(),
        new Role(role.required()),
        createdAt.optional(),
        info);
  }
}
