package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.CREATE_SERVICE_ACCOUNT;
import static io.pinelink.admin.AdminOperations.DELETE_SERVICE_ACCOUNT;
import static io.pinelink.admin.AdminOperations.DESCRIBE_SERVICE_ACCOUNT;
import static io.pinelink.admin.AdminOperations.LIST_PROJECTS;
import static io.pinelink.admin.AdminOperations.LIST_ROLE_BINDINGS;
import static io.pinelink.admin.AdminOperations.LIST_SERVICE_ACCOUNTS;
import static io.pinelink.admin.AdminOperations.ROTATE_SERVICE_ACCOUNT_SECRET;
import static io.pinelink.admin.AdminOperations.UPDATE_SERVICE_ACCOUNT;
import static io.pinelink.admin.internal.login.AccessTokenCache.CREATE_TOKEN;
import static io.pinelink.contract.OrganizationRows.AWKWARD_IDS;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.RoleGrant;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.routing.Route;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.ClientCredentials;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of service accounts. */
final class ServiceAccountRows {
  /** The longest name that a service account can have: 80 characters of any kind. */
  private static final String LONGEST_NAME = "õ \"\\/漢".repeat(13) + "xy";

  private ServiceAccountRows() {}

  static Section section() {
    Section section = new Section(AdminCalls::token);
    list(section);
    create(section);
    describe(section);
    update(section);
    delete(section);
    rotate(section);
    return section;
  }

  private static ServiceAccountWithSecret make(Calls calls, RoleGrant... grants) {
    return calls.call(
        CREATE_SERVICE_ACCOUNT,
        CreateServiceAccountRequest.builder("ci").roleGrants(grants).build());
  }

  /** Creates a service account without roles and returns its id. */
  static String make(Calls calls) {
    return make(calls, new RoleGrant[0]).serviceAccount().id();
  }

  private static ServiceAccount get(Calls calls, String id) {
    return calls.call(DESCRIBE_SERVICE_ACCOUNT, ById.of("serviceAccountId", id));
  }

  private static ServiceAccountWithSecret rotate(Calls calls, String id) {
    return calls.call(ROTATE_SERVICE_ACCOUNT_SECRET, ById.of("serviceAccountId", id));
  }

  private static ServiceAccount rename(Calls calls, String id, String name) {
    return calls.call(UPDATE_SERVICE_ACCOUNT, new Rename(id, name));
  }

  private static BearerToken logIn(Calls calls, ServiceAccountWithSecret account) {
    ClientCredentials credentials =
        new ClientCredentials(account.serviceAccount().clientId(), account.clientSecret());
    Route login = calls.context(CREATE_TOKEN, Calls.TIMEOUT).route();
    return Calls.await(
            calls.start(
                CREATE_TOKEN, credentials, Calls.context(login, "", Calls.TIMEOUT, credentials)))
        .token();
  }

  /** Makes a call with a token. */
  private static void enter(Calls calls, BearerToken token) {
    Route control = calls.context(LIST_PROJECTS, Calls.TIMEOUT).route();
    new AdminCalls(calls, control, token).call(LIST_PROJECTS, new EmptyRequest());
  }

  private static List<RoleBinding> roles(Calls calls, String id) {
    return calls
        .call(
            LIST_ROLE_BINDINGS,
            ListRoleBindingsRequest.builder().principal(PrincipalType.SERVICE_ACCOUNT, id).build())
        .items();
  }

  private static void list(Section section) {
    section.sample(LIST_SERVICE_ACCOUNTS, PageRequest.all());
    section.row(
        LIST_SERVICE_ACCOUNTS,
        ROUND_TRIP,
        "each as it is described, page by page",
        calls -> {
          List<String> made = IntStream.range(0, 3).mapToObj(i -> make(calls)).toList();
          PageRequest.Builder request = PageRequest.builder().limit(2);
          List<ServiceAccount> all =
              PagedAdminRows.all(
                  token ->
                      calls.call(
                          LIST_SERVICE_ACCOUNTS,
                          token == null
                              ? request.build()
                              : request.paginationToken(token).build()));

          assertEquals(
              made.stream().map(id -> Facts.by(get(calls, id))).toList(),
              all.stream().filter(one -> made.contains(one.id())).map(Facts::by).toList());
        });
    section.row(
        LIST_SERVICE_ACCOUNTS,
        PRESENCE,
        "an empty last page in every form of the response",
        calls ->
            PagedAdminRows.assertEmptyLastPage(
                body -> calls.answered(LIST_SERVICE_ACCOUNTS, body)));
    section.row(
        LIST_SERVICE_ACCOUNTS,
        LIMITS,
        "100 per page by default; a bad token is refused",
        calls -> {
          IntStream.range(0, 101).forEach(i -> make(calls));
          ListResponse<ServiceAccount> page = calls.call(LIST_SERVICE_ACCOUNTS, PageRequest.all());

          assertEquals(100, page.items().size());
          assertTrue(page.nextToken().isPresent());
          assertTrue(page.info().requestId().isPresent());
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () ->
                  calls.call(
                      LIST_SERVICE_ACCOUNTS,
                      PageRequest.builder().paginationToken("õ & %").build()));
        });
  }

  private static void create(Section section) {
    section.sample(CREATE_SERVICE_ACCOUNT, CreateServiceAccountRequest.named("sample"));
    section.row(
        CREATE_SERVICE_ACCOUNT,
        ROUND_TRIP,
        "with its roles and a secret that the login accepts",
        calls -> {
          String project = ProjectRows.make(calls).id();
          ServiceAccountWithSecret made =
              make(
                  calls,
                  RoleGrant.onOrganization(Role.ORG_MANAGER),
                  RoleGrant.onProject(project, Role.DATA_PLANE_EDITOR));
          ServiceAccount account = made.serviceAccount();

          assertEquals("ci", account.name());
          assertEquals(Optional.of(calls.now()), account.createdAt());
          assertEquals(Optional.of(calls.now()), account.updatedAt());
          assertTrue(made.info().requestId().isPresent());
          assertEquals(
              List.of(Role.ORG_MANAGER, Role.DATA_PLANE_EDITOR),
              roles(calls, account.id()).stream().map(RoleBinding::role).toList());
          enter(calls, logIn(calls, made));
        });
    section.row(
        CREATE_SERVICE_ACCOUNT,
        PRESENCE,
        "no roles by default; a response without a secret is malformed",
        calls -> {
          assertEquals(List.of(), roles(calls, make(calls)));

          String account =
              "{\"service_account\":{\"id\":\"s\",\"name\":\"ci\",\"client_id\":\"c\"}";
          assertEquals(
              "õ",
              calls
                  .answered(CREATE_SERVICE_ACCOUNT, account + ",\"client_secret\":\"õ\"}")
                  .clientSecret());
          for (String body :
              List.of(
                  account + "}",
                  account + ",\"client_secret\":null}",
                  "{\"client_secret\":\"s3cret\"}",
                  "{\"service_account\":{},\"client_secret\":\"s3cret\"}")) {
            MalformedResponseException malformed =
                assertThrows(
                    MalformedResponseException.class,
                    () -> calls.answered(CREATE_SERVICE_ACCOUNT, body));
            assertFalse(String.valueOf(malformed.getMessage()).contains("s3cret"));
          }
        });
    section.row(
        CREATE_SERVICE_ACCOUNT,
        LIMITS,
        "the longest name, twice; 100 roles; a role or a project that does not exist",
        calls -> {
          RoleGrant[] most =
              Collections.nCopies(100, RoleGrant.onOrganization(Role.ORG_MEMBER))
                  .toArray(RoleGrant[]::new);
          CreateServiceAccountRequest longest =
              CreateServiceAccountRequest.builder(LONGEST_NAME).roleGrants(most).build();
          ServiceAccount first = calls.call(CREATE_SERVICE_ACCOUNT, longest).serviceAccount();
          ServiceAccount second = calls.call(CREATE_SERVICE_ACCOUNT, longest).serviceAccount();

          assertEquals(LONGEST_NAME, first.name());
          assertNotEquals(first.id(), second.id());
          assertNotEquals(first.clientId(), second.clientId());
          RefusalAssertions.asInvalid(
              "got õ", () -> make(calls, RoleGrant.onOrganization(new Role("õ"))));
          RefusalAssertions.asInvalid(
              "Project õ not found.",
              () -> make(calls, RoleGrant.onProject("õ", Role.PROJECT_VIEWER)));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_SERVICE_ACCOUNT, ById.of("serviceAccountId", "s"));
    section.row(
        DESCRIBE_SERVICE_ACCOUNT,
        ROUND_TRIP,
        "as it was created",
        calls -> {
          ServiceAccount made = make(calls, new RoleGrant[0]).serviceAccount();

          assertEquals(Facts.by(made), Facts.by(get(calls, made.id())));
        });
    section.row(
        DESCRIBE_SERVICE_ACCOUNT,
        PRESENCE,
        "missing and null times are absent; a response without a client id is malformed",
        calls -> {
          String start = "{\"id\":\"s\",\"name\":\"\",\"client_id\":\"c\"";
          for (String rest : List.of("}", ",\"created_at\":null,\"updated_at\":null}")) {
            ServiceAccount reported = calls.answered(DESCRIBE_SERVICE_ACCOUNT, start + rest);

            assertEquals("", reported.name());
            assertEquals(Optional.empty(), reported.createdAt());
            assertEquals(Optional.empty(), reported.updatedAt());
          }
          assertThrows(
              MalformedResponseException.class,
              () -> calls.answered(DESCRIBE_SERVICE_ACCOUNT, "{\"id\":\"s\",\"name\":\"n\"}"));
        });
    section.row(
        DESCRIBE_SERVICE_ACCOUNT,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach("Service account", AWKWARD_IDS, id -> get(calls, id)));
  }

  private static void update(Section section) {
    section.sample(UPDATE_SERVICE_ACCOUNT, new Rename("s", "sample"));
    section.row(
        UPDATE_SERVICE_ACCOUNT,
        ROUND_TRIP,
        "a new name",
        calls -> {
          String id = make(calls);
          calls.pass(Duration.ofSeconds(1));
          ServiceAccount renamed = rename(calls, id, "cd");

          assertEquals("cd", renamed.name());
          assertEquals(Optional.of(calls.now()), renamed.updatedAt());
          assertTrue(renamed.info().requestId().isPresent());
          assertEquals(Facts.by(renamed), Facts.by(get(calls, id)));
        });
    section.row(
        UPDATE_SERVICE_ACCOUNT,
        PRESENCE,
        "only the name changes, not the secret",
        calls -> {
          ServiceAccountWithSecret made = make(calls, RoleGrant.onOrganization(Role.ORG_MEMBER));
          ServiceAccount old = made.serviceAccount();
          ServiceAccount renamed = rename(calls, old.id(), "cd");

          assertEquals(old.clientId(), renamed.clientId());
          assertEquals(old.createdAt(), renamed.createdAt());
          assertEquals(1, roles(calls, old.id()).size());
          enter(calls, logIn(calls, made));
        });
    section.row(
        UPDATE_SERVICE_ACCOUNT,
        LIMITS,
        "the shortest and the longest name; ids that a path must escape are not found",
        calls -> {
          String id = make(calls);
          assertEquals("漢", rename(calls, id, "漢").name());
          assertEquals(LONGEST_NAME, rename(calls, id, LONGEST_NAME).name());
          assertEquals("😀".repeat(80), rename(calls, id, "😀".repeat(80)).name());

          RefusalAssertions.notFoundEach(
              "Service account", AWKWARD_IDS, other -> rename(calls, other, "cd"));
        });
  }

  private static void delete(Section section) {
    section
        .sample(DELETE_SERVICE_ACCOUNT, ById.of("serviceAccountId", "sample"))
        .noBodyOverRest(DELETE_SERVICE_ACCOUNT);
    section.row(
        DELETE_SERVICE_ACCOUNT,
        ROUND_TRIP,
        "it is gone, with its roles, its secret and its tokens",
        calls -> {
          ServiceAccountWithSecret made = make(calls, RoleGrant.onOrganization(Role.ORG_MEMBER));
          String id = made.serviceAccount().id();
          BearerToken token = logIn(calls, made);

          assertTrue(
              calls
                  .call(DELETE_SERVICE_ACCOUNT, ById.of("serviceAccountId", id))
                  .info()
                  .requestId()
                  .isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, id));
          assertEquals(List.of(), roles(calls, id));
          assertThrows(UnauthenticatedException.class, () -> enter(calls, token));
          assertThrows(UnauthenticatedException.class, () -> logIn(calls, made));
        });
    section.row(
        DELETE_SERVICE_ACCOUNT,
        PRESENCE,
        "a missing one is not found",
        calls -> {
          String id = make(calls);
          calls.call(DELETE_SERVICE_ACCOUNT, ById.of("serviceAccountId", id));

          RefusalAssertions.notFound(
              "Service account " + id + " not found.",
              () -> calls.call(DELETE_SERVICE_ACCOUNT, ById.of("serviceAccountId", id)));
        });
    section.row(
        DELETE_SERVICE_ACCOUNT,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Service account",
                AWKWARD_IDS,
                id -> calls.call(DELETE_SERVICE_ACCOUNT, ById.of("serviceAccountId", id))));
  }

  private static void rotate(Section section) {
    section.sample(ROTATE_SERVICE_ACCOUNT_SECRET, ById.of("serviceAccountId", "s"));
    section.row(
        ROTATE_SERVICE_ACCOUNT_SECRET,
        ROUND_TRIP,
        "the new secret is accepted, the old one and its tokens are not",
        calls -> {
          ServiceAccountWithSecret old = make(calls, new RoleGrant[0]);
          BearerToken token = logIn(calls, old);
          ServiceAccountWithSecret rotated = rotate(calls, old.serviceAccount().id());

          assertEquals(old.serviceAccount().clientId(), rotated.serviceAccount().clientId());
          assertTrue(rotated.info().requestId().isPresent());
          assertThrows(UnauthenticatedException.class, () -> logIn(calls, old));
          assertThrows(UnauthenticatedException.class, () -> enter(calls, token));
          enter(calls, logIn(calls, rotated));
        });
    section.row(
        ROTATE_SERVICE_ACCOUNT_SECRET,
        PRESENCE,
        "name and roles do not change; no response shows a secret",
        calls -> {
          ServiceAccountWithSecret old = make(calls, RoleGrant.onOrganization(Role.ORG_MEMBER));
          String id = old.serviceAccount().id();
          ServiceAccountWithSecret rotated = rotate(calls, id);

          assertEquals("ci", rotated.serviceAccount().name());
          assertEquals(1, roles(calls, id).size());
          assertFalse(rotated.toString().contains(rotated.clientSecret()));
          assertFalse(get(calls, id).toString().contains(rotated.clientSecret()));
        });
    section.row(
        ROTATE_SERVICE_ACCOUNT_SECRET,
        LIMITS,
        "twice; ids that a path must escape are not found",
        calls -> {
          String id = make(calls);
          ServiceAccountWithSecret first = rotate(calls, id);
          enter(calls, logIn(calls, rotate(calls, id)));
          assertThrows(UnauthenticatedException.class, () -> logIn(calls, first));

          RefusalAssertions.notFoundEach(
              "Service account", AWKWARD_IDS, other -> rotate(calls, other));
        });
  }
}
