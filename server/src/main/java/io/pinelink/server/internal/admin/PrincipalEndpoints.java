package io.pinelink.server.internal.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.admin.MemberRegistry.Invite;
import io.pinelink.server.internal.admin.MemberRegistry.User;
import io.pinelink.server.internal.admin.RoleBindingRegistry.Grant;
import io.pinelink.server.internal.admin.RoleBindingRegistry.RoleBinding;
import io.pinelink.server.internal.admin.ServiceAccountRegistry.ServiceAccount;
import io.pinelink.server.internal.control.ControlPages;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The admin API's endpoints of users, invites, service accounts and role bindings. */
public record PrincipalEndpoints(PrincipalStore principals) {
  private static final String USERS = "/admin/users";
  private static final String INVITES = "/admin/invites";
  private static final String SERVICE_ACCOUNTS = "/admin/service-accounts";
  private static final String ROLE_BINDINGS = "/admin/role-bindings";
  private static final String ID = "/{id}";

  private static final int MAX_EMAIL = 254;
  private static final int MAX_NAME = 80;
  private static final int MAX_GRANTS = 100;

  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<PrincipalEndpoints>> paths() {
    return new PathTable<ControlEndpoint<PrincipalEndpoints>>()
        .on("listUsers", "GET " + USERS, PrincipalEndpoints::users)
        .on("describeUser", "GET " + USERS + ID, PrincipalEndpoints::user)
        .on("deleteUser", "DELETE " + USERS + ID, PrincipalEndpoints::deleteUser)
        .on("listInvites", "GET " + INVITES, PrincipalEndpoints::invites)
        .on("createInvite", "POST " + INVITES, PrincipalEndpoints::createInvite)
        .on("describeInvite", "GET " + INVITES + ID, PrincipalEndpoints::invite)
        .on("deleteInvite", "DELETE " + INVITES + ID, PrincipalEndpoints::deleteInvite)
        .on("resendInvite", "POST " + INVITES + ID + "/resend", PrincipalEndpoints::resendInvite)
        .on("listServiceAccounts", "GET " + SERVICE_ACCOUNTS, PrincipalEndpoints::accounts)
        .on("createServiceAccount", "POST " + SERVICE_ACCOUNTS, PrincipalEndpoints::createAccount)
        .on("describeServiceAccount", "GET " + SERVICE_ACCOUNTS + ID, PrincipalEndpoints::account)
        .on(
            "updateServiceAccount",
            "PATCH " + SERVICE_ACCOUNTS + ID,
            PrincipalEndpoints::updateAccount)
        .on(
            "deleteServiceAccount",
            "DELETE " + SERVICE_ACCOUNTS + ID,
            PrincipalEndpoints::deleteAccount)
        .on(
            "rotateServiceAccountSecret",
            "POST " + SERVICE_ACCOUNTS + ID + "/rotate-secret",
            PrincipalEndpoints::rotateSecret)
        .on("listRoleBindings", "GET " + ROLE_BINDINGS, PrincipalEndpoints::roleBindings)
        .on("createRoleBinding", "POST " + ROLE_BINDINGS, PrincipalEndpoints::createRoleBinding)
        .on("describeRoleBinding", "GET " + ROLE_BINDINGS + ID, PrincipalEndpoints::roleBinding)
        .on(
            "deleteRoleBinding",
            "DELETE " + ROLE_BINDINGS + ID,
            PrincipalEndpoints::deleteRoleBinding);
  }

  private ServerResponse users(ServerCall call) {
    Optional<String> email = new QueryString(call.query()).first("email");
    email.ifPresent(PrincipalEndpoints::checkEmail);
    List<User> matches =
        principals.members().users().stream()
            .filter(user -> email.isEmpty() || user.email().equalsIgnoreCase(email.get()))
            .toList();
    return ControlPages.pageOfOrganization(call, matches, User::number, PrincipalEndpoints::model);
  }

  private ServerResponse user(ServerCall call) {
    return answer(200, model(principals.members().user(call.pathValue())));
  }

  private ServerResponse deleteUser(ServerCall call) {
    principals.members().deleteUser(call.pathValue());
    return ServerResponse.empty(202);
  }

  private ServerResponse invites(ServerCall call) {
    return ControlPages.pageOfOrganization(
        call, principals.members().invites(), Invite::number, this::model);
  }

  private ServerResponse createInvite(ServerCall call) {
    RequestJson body = RequestJson.parseAdmin(call.body());
    String email = checkEmail(body.requiredText("email"));
    return answer(200, model(principals.createInvite(email, grants(body, 1))));
  }

  private ServerResponse invite(ServerCall call) {
    return answer(200, model(principals.members().invite(call.pathValue())));
  }

  private ServerResponse deleteInvite(ServerCall call) {
    principals.members().deleteInvite(call.pathValue());
    return ServerResponse.empty(202);
  }

  private ServerResponse resendInvite(ServerCall call) {
    return answer(200, model(principals.members().resendInvite(call.pathValue())));
  }

  private ServerResponse accounts(ServerCall call) {
    return ControlPages.pageOfOrganization(
        call, principals.accounts().all(), ServiceAccount::number, PrincipalEndpoints::model);
  }

  private ServerResponse createAccount(ServerCall call) {
    RequestJson body = RequestJson.parseAdmin(call.body());
    String name = checkName(body.requiredText("name"), MAX_NAME);
    return answer(201, withSecret(principals.createServiceAccount(name, grants(body, 0))));
  }

  private ServerResponse account(ServerCall call) {
    return answer(200, model(principals.accounts().get(call.pathValue())));
  }

  private ServerResponse updateAccount(ServerCall call) {
    Optional<String> name =
        RequestJson.parseAdmin(call.body()).text("name").map(text -> checkName(text, MAX_NAME));
    return answer(200, model(principals.accounts().rename(call.pathValue(), name.orElse(null))));
  }

  private ServerResponse deleteAccount(ServerCall call) {
    principals.accounts().delete(call.pathValue());
    return ServerResponse.empty(202);
  }

  private ServerResponse rotateSecret(ServerCall call) {
    return answer(200, withSecret(principals.accounts().rotateSecret(call.pathValue())));
  }

  private ServerResponse roleBindings(ServerCall call) {
    QueryString query = new QueryString(call.query());
    checkTypeOfId(query, "principal");
    checkTypeOfId(query, "resource");
    List<RoleBinding> matches =
        principals.roles().all().stream()
            .filter(meets(query, "principal_type", RoleBinding::principalType))
            .filter(meets(query, "principal_id", RoleBinding::principalId))
            .filter(meets(query, "resource_type", RoleBinding::resourceType))
            .filter(meets(query, "resource_id", RoleBinding::resourceId))
            .filter(meets(query, "role", RoleBinding::role))
            .toList();
    return ControlPages.pageOfOrganization(
        call, matches, RoleBinding::number, PrincipalEndpoints::model);
  }

  private static void checkTypeOfId(QueryString query, String what) {
    if (query.first(what + "_id").isPresent() && query.first(what + "_type").isEmpty()) {
      throw ControlException.invalid(what + "_type is required with " + what + "_id");
    }
  }

  /** Returns a condition that a query parameter sets; a parameter that is absent sets none. */
  private static Predicate<RoleBinding> meets(
      QueryString query, String parameter, Function<RoleBinding, String> member) {
    Optional<String> expected = query.first(parameter);
    return binding -> expected.isEmpty() || expected.get().equals(member.apply(binding));
  }

  private ServerResponse createRoleBinding(ServerCall call) {
    RequestJson body = RequestJson.parseAdmin(call.body());
    String principalType = body.requiredText("principal_type");
    String principalId = body.requiredText("principal_id");
    return answer(
        200, model(principals.createRoleBinding(principalType, principalId, grant(body))));
  }

  private ServerResponse roleBinding(ServerCall call) {
    return answer(200, model(principals.roles().get(call.pathValue())));
  }

  private ServerResponse deleteRoleBinding(ServerCall call) {
    principals.roles().delete(call.pathValue());
    return ServerResponse.empty(202);
  }

  private static List<Grant> grants(RequestJson body, int min) {
    List<Grant> grants = new ArrayList<>();
    for (RequestJson grant : body.objects("role_bindings")) {
      grants.add(grant(grant));
    }
    if (grants.size() < min || grants.size() > MAX_GRANTS) {
      throw ControlException.invalid(
          "role_bindings must have %s to %s elements, got %s"
              .formatted(min, MAX_GRANTS, grants.size()));
    }
    return grants;
  }

  private static Grant grant(RequestJson json) {
    return new Grant(
        json.requiredText("resource_type"),
        json.text("resource_id").orElse(null),
        json.requiredText("role"));
  }

  private static String checkEmail(String email) {
    int at = email.lastIndexOf('@');
    if (at < 1 || at == email.length() - 1 || email.length() > MAX_EMAIL) {
      throw ControlException.invalid("email must be an address of at most 254 characters");
    }
    return email;
  }

  static String checkName(String name, int longest) {
    int length = name.codePointCount(0, name.length());
    if (length < 1 || length > longest) {
      throw ControlException.invalid(
          "name must have 1 to " + longest + " characters, got " + length);
    }
    return name;
  }

  private static ObjectNode model(User user) {
    ObjectNode model = PlainJson.object();
    model.put("id", user.id()).put("email", user.email());
    if (user.name() != null) {
      model.put("name", user.name());
    }
    return model;
  }

  private ObjectNode model(Invite invite) {
    ObjectNode model = PlainJson.object();
    model.put("id", invite.id()).put("email", invite.email());
    model.put("status", principals.members().status(invite));
    model.put("created_at", invite.createdAt().toString());
    model.put("expires_at", invite.expiresAt().toString());
    model.put(
        "processed_at", invite.processedAt() == null ? null : invite.processedAt().toString());
    return model;
  }

  private static ObjectNode withSecret(ServiceAccount account) {
    ObjectNode model = PlainJson.object();
    model.set("service_account", model(account));
    return model.put("client_secret", account.credentials().secret());
  }

  private static ObjectNode model(ServiceAccount account) {
    return PlainJson.object()
        .put("id", account.id())
        .put("name", account.name())
        .put("client_id", account.credentials().id())
        .put("created_at", account.createdAt().toString())
        .put("updated_at", account.updatedAt().toString());
  }

  private static ObjectNode model(RoleBinding binding) {
    return PlainJson.object()
        .put("id", binding.id())
        .put("principal_type", binding.principalType())
        .put("principal_id", binding.principalId())
        .put("resource_type", binding.resourceType())
        .put("resource_id", binding.resourceId())
        .put("role", binding.role())
        .put("created_at", binding.createdAt().toString());
  }

  private static ServerResponse answer(int status, ObjectNode body) {
    return ServerResponse.json(status, body);
  }
}
