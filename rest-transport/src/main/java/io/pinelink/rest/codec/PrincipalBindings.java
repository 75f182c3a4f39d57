package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
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

import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.ListUsersRequest;
import org.jspecify.annotations.Nullable;

/** The rows of users, invites, service accounts and role bindings. */
final class PrincipalBindings {
  private static final String USERS = "/admin/users";
  private static final String INVITES = "/admin/invites";
  private static final String SERVICE_ACCOUNTS = "/admin/service-accounts";
  private static final String ROLE_BINDINGS = "/admin/role-bindings";

  private PrincipalBindings() {}

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
              r -> RestRequest.post(INVITES, PrincipalToJson.createInvite(r)),
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
              r -> RestRequest.post(SERVICE_ACCOUNTS, PrincipalToJson.createServiceAccount(r)),
              PrincipalCodec::serviceAccountWithSecret);
      case "describeServiceAccount" ->
          new RestBinding<>(
              DESCRIBE_SERVICE_ACCOUNT,
              r -> RestRequest.get(serviceAccount(r.id())),
              PrincipalCodec::serviceAccount);
      case "updateServiceAccount" ->
          new RestBinding<>(
              UPDATE_SERVICE_ACCOUNT,
              r ->
                  RestRequest.patch(
                      serviceAccount(r.serviceAccountId()),
                      PrincipalToJson.updateServiceAccount(r)),
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
              r -> RestRequest.post(ROLE_BINDINGS, PrincipalToJson.createRoleBinding(r)),
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
}
