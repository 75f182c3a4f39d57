package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.DELETE_USER;
import static io.pinelink.admin.AdminOperations.DESCRIBE_USER;
import static io.pinelink.admin.AdminOperations.LIST_ROLE_BINDINGS;
import static io.pinelink.admin.AdminOperations.LIST_USERS;
import static io.pinelink.contract.OrganizationRows.AWKWARD_IDS;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.ListUsersRequest;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleGrant;
import io.pinelink.admin.User;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.ListResponse;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.spi.request.ById;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of users. */
final class UserRows {
  private UserRows() {}

  static Section section() {
    Section section = new Section(AdminCalls::token);
    list(section);
    describe(section);
    delete(section);
    return section;
  }

  /** Creates a user, who accepts an invite. */
  static User make(Calls calls, RoleGrant... grants) {
    String email = InviteRows.accepted(calls, grants).email();
    return withEmail(calls, email).get(0);
  }

  private static User make(Calls calls) {
    return make(calls, RoleGrant.onOrganization(Role.ORG_MEMBER));
  }

  private static List<User> withEmail(Calls calls, String email) {
    return calls.call(LIST_USERS, ListUsersRequest.withEmail(email)).items();
  }

  private static User get(Calls calls, String id) {
    return calls.call(DESCRIBE_USER, ById.of("userId", id));
  }

  private static void list(Section section) {
    section.sample(LIST_USERS, ListUsersRequest.all());
    section.row(
        LIST_USERS,
        ROUND_TRIP,
        "each as it is described, page by page; the email address selects one in any case",
        calls -> {
          List<User> made = List.of(make(calls), make(calls), make(calls));
          ListUsersRequest.Builder request = ListUsersRequest.builder().limit(2);
          List<User> all =
              PagedAdminRows.all(
                  token ->
                      calls.call(
                          LIST_USERS,
                          token == null
                              ? request.build()
                              : request.paginationToken(token).build()));

          assertEquals(
              made.stream().map(user -> Facts.by(get(calls, user.id()))).toList(),
              all.stream()
                  .filter(user -> made.stream().anyMatch(one -> one.id().equals(user.id())))
                  .map(Facts::by)
                  .toList());
          String email = made.get(1).email();
          assertEquals(
              List.of(made.get(1).id()),
              withEmail(calls, email.toUpperCase(Locale.ROOT)).stream().map(User::id).toList());
          assertEquals(List.of(), withEmail(calls, "õ+&%=@example.com"));
        });
    section.row(
        LIST_USERS,
        PRESENCE,
        "an empty last page in every form of the response",
        calls -> PagedAdminRows.assertEmptyLastPage(body -> calls.answered(LIST_USERS, body)));
    section.row(
        LIST_USERS,
        LIMITS,
        "up to 100 per page; a bad token is refused",
        calls -> {
          ListUsersRequest.Builder request = ListUsersRequest.builder().limit(100);
          ListResponse<User> page = calls.call(LIST_USERS, request.build());

          assertTrue(page.info().requestId().isPresent());
          assertSame(page.info(), page.items().get(0).info());
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () -> calls.call(LIST_USERS, request.paginationToken("õ & %").build()));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_USER, ById.of("userId", "u"));
    section.row(
        DESCRIBE_USER,
        ROUND_TRIP,
        "all members",
        calls -> {
          User owner = withEmail(calls, EmbeddedPinecone.OWNER_EMAIL).get(0);
          User found = get(calls, owner.id());

          assertEquals(Facts.by(owner), Facts.by(found));
          assertEquals(EmbeddedPinecone.OWNER_EMAIL, found.email());
          assertEquals(Optional.of("Owner"), found.name());
        });
    section.row(
        DESCRIBE_USER,
        PRESENCE,
        "a missing name is absent; a response without an email address is malformed",
        calls -> {
          assertEquals(Optional.empty(), make(calls).name());
          String start = "{\"id\":\"u\",\"email\":\"a@b\"";
          for (String rest : List.of("}", ",\"name\":null}", ",\"new\":{}}")) {
            assertEquals(Optional.empty(), calls.answered(DESCRIBE_USER, start + rest).name());
          }
          assertEquals(
              Optional.of(""), calls.answered(DESCRIBE_USER, start + ",\"name\":\"\"}").name());
          assertThrows(
              MalformedResponseException.class,
              () -> calls.answered(DESCRIBE_USER, "{\"id\":\"u\",\"email\":null}"));
        });
    section.row(
        DESCRIBE_USER,
        LIMITS,
        "ids that a path must escape are not found",
        calls -> RefusalAssertions.notFoundEach("User", AWKWARD_IDS, id -> get(calls, id)));
  }

  private static void delete(Section section) {
    section.sample(DELETE_USER, ById.of("userId", "sample")).noBodyOverRest(DELETE_USER);
    section.row(
        DELETE_USER,
        ROUND_TRIP,
        "it is gone, with its roles",
        calls -> {
          User user = make(calls);
          ListRoleBindingsRequest roles =
              ListRoleBindingsRequest.builder().principal(PrincipalType.USER, user.id()).build();
          assertFalse(calls.call(LIST_ROLE_BINDINGS, roles).items().isEmpty());

          assertTrue(
              calls.call(DELETE_USER, ById.of("userId", user.id())).info().requestId().isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, user.id()));
          assertEquals(List.of(), calls.call(LIST_ROLE_BINDINGS, roles).items());
        });
    section.row(
        DELETE_USER,
        PRESENCE,
        "the last owner of the organization remains, another owner does not",
        calls -> {
          String owner = withEmail(calls, EmbeddedPinecone.OWNER_EMAIL).get(0).id();
          RefusalAssertions.as(
              ErrorCode.ABORTED, () -> calls.call(DELETE_USER, ById.of("userId", owner)));
          assertEquals(owner, get(calls, owner).id());

          User other = make(calls, RoleGrant.onOrganization(Role.ORG_OWNER));
          calls.call(DELETE_USER, ById.of("userId", other.id()));
          assertThrows(NotFoundException.class, () -> get(calls, other.id()));
        });
    section.row(
        DELETE_USER,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "User", AWKWARD_IDS, id -> calls.call(DELETE_USER, ById.of("userId", id))));
  }
}
