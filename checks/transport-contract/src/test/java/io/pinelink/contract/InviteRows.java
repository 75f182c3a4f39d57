package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.CREATE_INVITE;
import static io.pinelink.admin.AdminOperations.DELETE_INVITE;
import static io.pinelink.admin.AdminOperations.DESCRIBE_INVITE;
import static io.pinelink.admin.AdminOperations.LIST_INVITES;
import static io.pinelink.admin.AdminOperations.LIST_ROLE_BINDINGS;
import static io.pinelink.admin.AdminOperations.RESEND_INVITE;
import static io.pinelink.contract.OrganizationRows.AWKWARD_IDS;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.admin.CreateInviteRequest;
import io.pinelink.admin.Invite;
import io.pinelink.admin.InviteStatus;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.RoleGrant;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.spi.request.ById;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of invites. */
final class InviteRows {
  private static final RoleGrant MEMBER = RoleGrant.onOrganization(Role.ORG_MEMBER);
  private static final Duration LIFETIME = Duration.ofDays(7);

  private InviteRows() {}

  static Section section() {
    Section section = new Section(AdminCalls::token);
    list(section);
    create(section);
    describe(section);
    delete(section);
    resend(section);
    return section;
  }

  /** Creates an invite for an email address that no other row uses. */
  static Invite make(Calls calls, RoleGrant... grants) {
    String email = Calls.newName("invited") + "@example.com";
    return calls.call(CREATE_INVITE, CreateInviteRequest.to(email, grants));
  }

  private static Invite make(Calls calls) {
    return make(calls, MEMBER);
  }

  /** Creates an invite and accepts it. */
  static Invite accepted(Calls calls, RoleGrant... grants) {
    Invite invite = make(calls, grants);
    calls.server().acceptInvite(invite.id());
    return invite;
  }

  private static Invite get(Calls calls, String id) {
    return calls.call(DESCRIBE_INVITE, ById.of("inviteId", id));
  }

  private static Invite resend(Calls calls, String id) {
    return calls.call(RESEND_INVITE, ById.of("inviteId", id));
  }

  private static List<Invite> all(Calls calls, int limit) {
    return PagedAdminRows.all(
        token -> {
          PageRequest.Builder request = PageRequest.builder().limit(limit);
          return calls.call(
              LIST_INVITES,
              token == null ? request.build() : request.paginationToken(token).build());
        });
  }

  private static void list(Section section) {
    section.sample(LIST_INVITES, PageRequest.all());
    section.row(
        LIST_INVITES,
        ROUND_TRIP,
        "each as it is described, page by page, without those that were accepted",
        calls -> {
          List<String> made = IntStream.range(0, 3).mapToObj(i -> make(calls).id()).toList();
          String accepted = accepted(calls, MEMBER).id();
          List<Invite> all = all(calls, 2);

          assertEquals(
              made.stream().map(id -> Facts.by(get(calls, id))).toList(),
              all.stream().filter(one -> made.contains(one.id())).map(Facts::by).toList());
          assertTrue(all.stream().noneMatch(one -> one.id().equals(accepted)));
        });
    section.row(
        LIST_INVITES,
        PRESENCE,
        "an empty last page in every form of the response",
        calls -> PagedAdminRows.assertEmptyLastPage(body -> calls.answered(LIST_INVITES, body)));
    section.row(
        LIST_INVITES,
        LIMITS,
        "100 per page by default; a bad token is refused",
        calls -> {
          IntStream.range(0, 101).forEach(i -> make(calls));
          ListResponse<Invite> page = calls.call(LIST_INVITES, PageRequest.all());

          assertEquals(100, page.items().size());
          assertTrue(page.nextToken().isPresent());
          assertTrue(page.info().requestId().isPresent());
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () ->
                  calls.call(LIST_INVITES, PageRequest.builder().paginationToken("õ & %").build()));
        });
  }

  private static void create(Section section) {
    section.sample(CREATE_INVITE, CreateInviteRequest.to("sample@example.com", MEMBER));
    section.row(
        CREATE_INVITE,
        ROUND_TRIP,
        "it is pending, with its roles, which the user has who accepts it",
        calls -> {
          String project = ProjectRows.make(calls).id();
          Invite made = make(calls, MEMBER, RoleGrant.onProject(project, Role.PROJECT_MEMBER));

          assertEquals(InviteStatus.PENDING, made.status());
          assertEquals(Optional.of(calls.now()), made.createdAt());
          assertEquals(Optional.of(calls.now().plus(LIFETIME)), made.expiresAt());
          assertEquals(Optional.empty(), made.processedAt());
          assertTrue(made.info().requestId().isPresent());
          List<RoleBinding> roles = roles(calls, made.id());
          assertEquals(
              List.of(Role.ORG_MEMBER, Role.PROJECT_MEMBER),
              roles.stream().map(RoleBinding::role).toList());
          assertEquals(project, roles.get(1).resourceId());

          calls.server().acceptInvite(made.id());
          assertEquals(List.of(), roles(calls, made.id()));
          assertEquals(InviteStatus.PROCESSED, get(calls, made.id()).status());
        });
    section.row(
        CREATE_INVITE,
        PRESENCE,
        "one pending invite for an email address, and none for a member, in any case",
        calls -> {
          Invite pending = make(calls);
          RefusalAssertions.as(ErrorCode.ALREADY_EXISTS, () -> again(calls, pending.email()));
          AlreadyExistsException member =
              assertThrows(
                  AlreadyExistsException.class,
                  () -> again(calls, EmbeddedPinecone.OWNER_EMAIL.toUpperCase(Locale.ROOT)));
          assertTrue(String.valueOf(member.getMessage()).contains("already belongs to a member"));

          calls.pass(LIFETIME);
          assertEquals(InviteStatus.PENDING, again(calls, pending.email()).status());
        });
    section.row(
        CREATE_INVITE,
        LIMITS,
        "the longest email address; 100 roles; a role or a project that does not exist",
        calls -> {
          String start = Calls.newName("õ+&%");
          String longest = start + "x".repeat(254 - start.length() - 4) + "@b.c";
          assertEquals(
              longest,
              calls
                  .call(
                      CREATE_INVITE,
                      CreateInviteRequest.to(longest, Collections.nCopies(100, MEMBER)))
                  .email());

          RefusalAssertions.asInvalid(
              "got õ", () -> make(calls, RoleGrant.onOrganization(new Role("õ"))));
          RefusalAssertions.asInvalid(
              "Project õ not found.",
              () -> make(calls, MEMBER, RoleGrant.onProject("õ", Role.PROJECT_MEMBER)));
        });
  }

  private static Invite again(Calls calls, String email) {
    return calls.call(CREATE_INVITE, CreateInviteRequest.to(email, MEMBER));
  }

  private static List<RoleBinding> roles(Calls calls, String invite) {
    return calls
        .call(
            LIST_ROLE_BINDINGS,
            ListRoleBindingsRequest.builder().principal(PrincipalType.INVITE, invite).build())
        .items();
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_INVITE, ById.of("inviteId", "i"));
    section.row(
        DESCRIBE_INVITE,
        ROUND_TRIP,
        "as it was created, and the time of its acceptance",
        calls -> {
          Invite made = make(calls);
          assertEquals(Facts.by(made), Facts.by(get(calls, made.id())));

          calls.server().acceptInvite(made.id());
          assertEquals(Optional.of(calls.now()), get(calls, made.id()).processedAt());
        });
    section.row(
        DESCRIBE_INVITE,
        PRESENCE,
        "missing and null times are absent; an unknown status is kept",
        calls -> {
          String start = "{\"id\":\"i\",\"email\":\"a@b\",\"status\":\"õ\"";
          String nothing = ",\"created_at\":null,\"expires_at\":null,\"processed_at\":null}";
          for (String rest : List.of("}", nothing)) {
            Invite reported = calls.answered(DESCRIBE_INVITE, start + rest);

            assertEquals(new InviteStatus("õ"), reported.status());
            assertTrue(
                Stream.of(reported.createdAt(), reported.expiresAt(), reported.processedAt())
                    .allMatch(Optional::isEmpty));
          }
          assertThrows(
              MalformedResponseException.class,
              () -> calls.answered(DESCRIBE_INVITE, "{\"id\":\"i\",\"email\":\"a@b\"}"));
        });
    section.row(
        DESCRIBE_INVITE,
        LIMITS,
        "expired after 7 days; ids that a path must escape are not found",
        calls -> {
          String id = make(calls).id();
          calls.pass(LIFETIME.minusNanos(1));
          assertEquals(InviteStatus.PENDING, get(calls, id).status());
          calls.pass(Duration.ofNanos(1));
          assertEquals(InviteStatus.EXPIRED, get(calls, id).status());

          RefusalAssertions.notFoundEach("Invite", AWKWARD_IDS, other -> get(calls, other));
        });
  }

  private static void delete(Section section) {
    section.sample(DELETE_INVITE, ById.of("inviteId", "sample")).noBodyOverRest(DELETE_INVITE);
    section.row(
        DELETE_INVITE,
        ROUND_TRIP,
        "it is gone, with its roles",
        calls -> {
          String id = make(calls).id();

          assertTrue(
              calls.call(DELETE_INVITE, ById.of("inviteId", id)).info().requestId().isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, id));
          assertEquals(List.of(), roles(calls, id));
        });
    section.row(
        DELETE_INVITE,
        PRESENCE,
        "one that was accepted remains",
        calls -> {
          String id = accepted(calls, MEMBER).id();

          RefusalAssertions.as(
              ErrorCode.ALREADY_EXISTS, () -> calls.call(DELETE_INVITE, ById.of("inviteId", id)));
          assertEquals(id, get(calls, id).id());
        });
    section.row(
        DELETE_INVITE,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Invite", AWKWARD_IDS, id -> calls.call(DELETE_INVITE, ById.of("inviteId", id))));
  }

  private static void resend(Section section) {
    section.sample(RESEND_INVITE, ById.of("inviteId", "i"));
    section.row(
        RESEND_INVITE,
        ROUND_TRIP,
        "an expired invite is pending again",
        calls -> {
          Invite made = make(calls);
          calls.pass(LIFETIME);
          Invite resent = resend(calls, made.id());

          assertEquals(InviteStatus.PENDING, resent.status());
          assertEquals(made.createdAt(), resent.createdAt());
          assertEquals(Optional.of(calls.now().plus(LIFETIME)), resent.expiresAt());
          assertTrue(resent.info().requestId().isPresent());
          assertEquals(Facts.by(resent), Facts.by(get(calls, made.id())));
        });
    section.row(
        RESEND_INVITE,
        PRESENCE,
        "one that was accepted is not sent again",
        calls -> {
          calls.pass(Duration.ofHours(1));
          String id = accepted(calls, MEMBER).id();

          RefusalAssertions.as(ErrorCode.ALREADY_EXISTS, () -> resend(calls, id));
        });
    section.row(
        RESEND_INVITE,
        LIMITS,
        "100 emails within an hour; ids that a path must escape are not found",
        calls -> {
          calls.pass(Duration.ofHours(1));
          String id = make(calls).id();
          for (int sent = 1; sent < 100; sent++) {
            resend(calls, id);
          }
          assertThrows(RateLimitedException.class, () -> resend(calls, id));
          calls.pass(Duration.ofHours(1));
          assertEquals(InviteStatus.PENDING, resend(calls, id).status());

          RefusalAssertions.notFoundEach("Invite", AWKWARD_IDS, other -> resend(calls, other));
        });
  }
}
