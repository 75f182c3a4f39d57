package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.AdminOperations.CREATE_INVITE;
import static io.pinelink.spi.AdminOperations.CREATE_ROLE_BINDING;
import static io.pinelink.spi.AdminOperations.CREATE_SERVICE_ACCOUNT;
import static io.pinelink.spi.AdminOperations.DELETE_INVITE;
import static io.pinelink.spi.AdminOperations.DELETE_ROLE_BINDING;
import static io.pinelink.spi.AdminOperations.DELETE_SERVICE_ACCOUNT;
import static io.pinelink.spi.AdminOperations.DELETE_USER;
import static io.pinelink.spi.AdminOperations.DESCRIBE_INVITE;
import static io.pinelink.spi.AdminOperations.DESCRIBE_ROLE_BINDING;
import static io.pinelink.spi.AdminOperations.DESCRIBE_SERVICE_ACCOUNT;
import static io.pinelink.spi.AdminOperations.DESCRIBE_USER;
import static io.pinelink.spi.AdminOperations.LIST_INVITES;
import static io.pinelink.spi.AdminOperations.LIST_ROLE_BINDINGS;
import static io.pinelink.spi.AdminOperations.LIST_SERVICE_ACCOUNTS;
import static io.pinelink.spi.AdminOperations.LIST_USERS;
import static io.pinelink.spi.AdminOperations.RESEND_INVITE;
import static io.pinelink.spi.AdminOperations.ROTATE_SERVICE_ACCOUNT_SECRET;
import static io.pinelink.spi.AdminOperations.UPDATE_SERVICE_ACCOUNT;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.admin.CreateInviteRequest;
import io.pinelink.admin.CreateRoleBindingRequest;
import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.Invite;
import io.pinelink.admin.InviteStatus;
import io.pinelink.admin.ListInvitesResponse;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.ListRoleBindingsResponse;
import io.pinelink.admin.ListServiceAccountsResponse;
import io.pinelink.admin.ListUsersRequest;
import io.pinelink.admin.ListUsersResponse;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.ResourceType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.RoleGrant;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.admin.UpdateServiceAccountRequest;
import io.pinelink.admin.User;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
          new RestBinding<>(LIST_USERS, r -> RestRequest.get(users(r)), PrincipalCodec::userList);
      case "describeUser" ->
          new RestBinding<>(
              DESCRIBE_USER,
              r -> RestRequest.get(USERS + "/" + segment(r.id())),
              PrincipalCodec::user);
      case "deleteUser" ->
          new RestBinding<>(
              DELETE_USER,
              r -> RestRequest.delete(USERS + "/" + segment(r.id())),
              RestBinding::empty);
      case "listInvites" ->
          new RestBinding<>(
              LIST_INVITES,
              r -> RestRequest.get(new UrlQuery(INVITES).page(r).path()),
              PrincipalCodec::inviteList);
      case "createInvite" ->
          new RestBinding<>(
              CREATE_INVITE,
              r -> RestRequest.post(INVITES, createInvite(r)),
              PrincipalCodec::invite);
      case "describeInvite" ->
          new RestBinding<>(
              DESCRIBE_INVITE, r -> RestRequest.get(invite(r.id())), PrincipalCodec::invite);
      case "deleteInvite" ->
          new RestBinding<>(
              DELETE_INVITE, r -> RestRequest.delete(invite(r.id())), RestBinding::empty);
      case "resendInvite" ->
          new RestBinding<>(
              RESEND_INVITE,
              r -> RestRequest.post(invite(r.id()) + "/resend"),
              PrincipalCodec::invite);
      case "listServiceAccounts" ->
          new RestBinding<>(
              LIST_SERVICE_ACCOUNTS,
              r -> RestRequest.get(new UrlQuery(SERVICE_ACCOUNTS).page(r).path()),
              PrincipalCodec::serviceAccountList);
      case "createServiceAccount" ->
          new RestBinding<>(
              CREATE_SERVICE_ACCOUNT,
              r -> RestRequest.post(SERVICE_ACCOUNTS, createServiceAccount(r)),
              PrincipalCodec::serviceAccountWithSecret);
      case "describeServiceAccount" ->
          new RestBinding<>(
              DESCRIBE_SERVICE_ACCOUNT,
              r -> RestRequest.get(serviceAccount(r.id())),
              PrincipalCodec::serviceAccount);
      case "updateServiceAccount" ->
          new RestBinding<>(
              UPDATE_SERVICE_ACCOUNT,
              r -> RestRequest.patch(serviceAccount(r.serviceAccountId()), updateServiceAccount(r)),
              PrincipalCodec::serviceAccount);
      case "deleteServiceAccount" ->
          new RestBinding<>(
              DELETE_SERVICE_ACCOUNT,
              r -> RestRequest.delete(serviceAccount(r.id())),
              RestBinding::empty);
      case "rotateServiceAccountSecret" ->
          new RestBinding<>(
              ROTATE_SERVICE_ACCOUNT_SECRET,
              r -> RestRequest.post(serviceAccount(r.id()) + "/rotate-secret"),
              PrincipalCodec::serviceAccountWithSecret);
      case "listRoleBindings" ->
          new RestBinding<>(
              LIST_ROLE_BINDINGS,
              r -> RestRequest.get(roleBindings(r)),
              PrincipalCodec::roleBindingList);
      case "createRoleBinding" ->
          new RestBinding<>(
              CREATE_ROLE_BINDING,
              r -> RestRequest.post(ROLE_BINDINGS, createRoleBinding(r)),
              PrincipalCodec::roleBinding);
      case "describeRoleBinding" ->
          new RestBinding<>(
              DESCRIBE_ROLE_BINDING,
              r -> RestRequest.get(ROLE_BINDINGS + "/" + segment(r.id())),
              PrincipalCodec::roleBinding);
      case "deleteRoleBinding" ->
          new RestBinding<>(
              DELETE_ROLE_BINDING,
              r -> RestRequest.delete(ROLE_BINDINGS + "/" + segment(r.id())),
              RestBinding::empty);
      default -> null;
    };
  }

  private static String invite(String id) {
    return INVITES + "/" + segment(id);
  }

  private static String serviceAccount(String id) {
    return SERVICE_ACCOUNTS + "/" + segment(id);
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

  static ListUsersResponse userList(JsonReader json, ResponseInfo info) throws IOException {
    List<User> users = new ArrayList<>();
    Optional<String> next = page(json, info, PrincipalCodec::user, users);
    return new ListUsersResponse(users, next, info);
  }

  static ListInvitesResponse inviteList(JsonReader json, ResponseInfo info) throws IOException {
    List<Invite> invites = new ArrayList<>();
    Optional<String> next = page(json, info, PrincipalCodec::invite, invites);
    return new ListInvitesResponse(invites, next, info);
  }

  static ListServiceAccountsResponse serviceAccountList(JsonReader json, ResponseInfo info)
      throws IOException {
    List<ServiceAccount> accounts = new ArrayList<>();
    Optional<String> next = page(json, info, PrincipalCodec::serviceAccount, accounts);
    return new ListServiceAccountsResponse(accounts, next, info);
  }

  static ListRoleBindingsResponse roleBindingList(JsonReader json, ResponseInfo info)
      throws IOException {
    List<RoleBinding> roleBindings = new ArrayList<>();
    Optional<String> next = page(json, info, PrincipalCodec::roleBinding, roleBindings);
    return new ListRoleBindingsResponse(roleBindings, next, info);
  }

  /**
   * Adds the elements of the member {@code data} to a list and returns the token of the next page.
   */
  private static <T> Optional<String> page(
      JsonReader json, ResponseInfo info, RestBinding.Decoder<T> element, List<T> into)
      throws IOException {
    PageToken next = new PageToken();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "data" -> {
            if (json.enterArray()) {
              while (json.nextElement()) {
                into.add(element.decode(json, info));
              }
            }
          }
          case "pagination" -> next.read(json);
          default -> json.skip();
        }
      }
    }
    return Optional.of(next.token());
  }

  static User user(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    String email = null;
    String name = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> id = json.text();
          case "email" -> email = json.text();
          case "name" -> name = json.text();
          default -> json.skip();
        }
      }
    }
    return new User(required("id", id), required("email", email), Optional.ofNullable(name), info);
  }

  static Invite invite(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    String email = null;
    String status = null;
    Instant createdAt = null;
    Instant expiresAt = null;
    Instant processedAt = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> id = json.text();
          case "email" -> email = json.text();
          case "status" -> status = json.text();
          case "created_at" -> createdAt = json.instant();
          case "expires_at" -> expiresAt = json.instant();
          case "processed_at" -> processedAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return new Invite(
        required("id", id),
        required("email", email),
        new InviteStatus(required("status", status)),
        Optional.ofNullable(createdAt),
        Optional.ofNullable(expiresAt),
        Optional.ofNullable(processedAt),
        info);
  }

  static ServiceAccountWithSecret serviceAccountWithSecret(JsonReader json, ResponseInfo info)
      throws IOException {
    ServiceAccount account = null;
    String secret = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "service_account" -> account = serviceAccount(json, info);
          case "client_secret" -> secret = json.text();
          default -> json.skip();
        }
      }
    }
    return new ServiceAccountWithSecret(
        required("service_account", account), required("client_secret", secret));
  }

  static ServiceAccount serviceAccount(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    String name = null;
    String clientId = null;
    Instant createdAt = null;
    Instant updatedAt = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> id = json.text();
          case "name" -> name = json.text();
          case "client_id" -> clientId = json.text();
          case "created_at" -> createdAt = json.instant();
          case "updated_at" -> updatedAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return new ServiceAccount(
        required("id", id),
        required("name", name),
        required("client_id", clientId),
        Optional.ofNullable(createdAt),
        Optional.ofNullable(updatedAt),
        info);
  }

  static RoleBinding roleBinding(JsonReader json, ResponseInfo info) throws IOException {
    String id = null;
    String principalType = null;
    String principalId = null;
    String resourceType = null;
    String resourceId = null;
    String role = null;
    Instant createdAt = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> id = json.text();
          case "principal_type" -> principalType = json.text();
          case "principal_id" -> principalId = json.text();
          case "resource_type" -> resourceType = json.text();
          case "resource_id" -> resourceId = json.text();
          case "role" -> role = json.text();
          case "created_at" -> createdAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return new RoleBinding(
        required("id", id),
        new PrincipalType(required("principal_type", principalType)),
        required("principal_id", principalId),
        new ResourceType(required("resource_type", resourceType)),
        required("resource_id", resourceId),
        new Role(required("role", role)),
        Optional.ofNullable(createdAt),
        info);
  }
}
