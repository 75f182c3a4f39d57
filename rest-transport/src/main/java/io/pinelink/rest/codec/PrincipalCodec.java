package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.admin.Invite;
import io.pinelink.admin.InviteStatus;
import io.pinelink.admin.ListInvitesResponse;
import io.pinelink.admin.ListRoleBindingsResponse;
import io.pinelink.admin.ListServiceAccountsResponse;
import io.pinelink.admin.ListUsersResponse;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.ResourceType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.admin.User;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The decoding of responses about users, invites, service accounts and role bindings from JSON, API
 * version 2026-07. One pure function for each body. Unknown members are skipped, and null is
 * equivalent to absent; times and display names are optional.
 */
final class PrincipalCodec {
  private PrincipalCodec() {}

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
