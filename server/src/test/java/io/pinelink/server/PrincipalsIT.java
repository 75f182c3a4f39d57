package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.admin.AdminClient;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateInviteRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreateRoleBindingRequest;
import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.Invite;
import io.pinelink.admin.InviteStatus;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.ListUsersRequest;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.RoleGrant;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.admin.User;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.PageRequest;
import io.pinelink.server.TestClients.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests users, invites, service accounts and role bindings through the client's public API. */
class PrincipalsIT {
  private static final RoleGrant MEMBER = RoleGrant.onOrganization(Role.ORG_MEMBER);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
  private EmbeddedPinecone server;
  private AdminClient admin;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.builder().clock(() -> now.get()).start();
    admin =
        server
            .configure(AdminClient.builder())
            .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
            .build();
  }

  @AfterEach
  void stop() {
    admin.close();
    server.close();
  }

  private static void assertRefused(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Invite invite(String email, RoleGrant... grants) {
    return admin.createInvite(CreateInviteRequest.to(email, grants));
  }

  private User member(String email, RoleGrant... grants) {
    server.acceptInvite(invite(email, grants).id());
    return admin.listUsers(ListUsersRequest.withEmail(email)).items().get(0);
  }

  private List<RoleBinding> rolesOf(PrincipalType type, String id) {
    return admin
        .listRoleBindings(ListRoleBindingsRequest.builder().principal(type, id).build())
        .items();
  }

  @Test
  void theOrganizationStartsWithAnOwnerAndAServiceAccount() {
    List<User> users = admin.listUsers(ListUsersRequest.all()).items();
    List<ServiceAccount> accounts = admin.listServiceAccounts(PageRequest.all()).items();

    assertThat(users).extracting(User::email).containsExactly(EmbeddedPinecone.OWNER_EMAIL);
    assertThat(rolesOf(PrincipalType.USER, users.get(0).id()))
        .extracting(RoleBinding::role)
        .containsExactly(Role.ORG_OWNER);
    assertThat(accounts)
        .extracting(ServiceAccount::clientId)
        .containsExactly(EmbeddedPinecone.CLIENT_ID);
    assertThat(admin.listInvites(PageRequest.all()).items()).isEmpty();
  }

  @Test
  void acceptingAnInviteCreatesAUserWithItsRoles() {
    String project = admin.listProjects().items().get(0).id();
    Invite invite =
        invite("jane@example.com", MEMBER, RoleGrant.onProject(project, Role.PROJECT_MEMBER));

    server.acceptInvite(invite.id());

    List<User> found = admin.listUsers(ListUsersRequest.withEmail("JANE@example.com")).items();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).name()).isEmpty();
    assertThat(rolesOf(PrincipalType.USER, found.get(0).id()))
        .extracting(RoleBinding::role)
        .containsExactly(Role.ORG_MEMBER, Role.PROJECT_MEMBER);
    assertThat(admin.describeInvite(invite.id()).status()).isEqualTo(InviteStatus.PROCESSED);
    assertThat(admin.listInvites(PageRequest.all()).items()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.acceptInvite(invite.id()))
        .withMessage("no invite is pending with the id " + invite.id());
    assertThatThrownBy(() -> admin.deleteInvite(invite.id()))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void anExpiredInviteCanBeResentUnlessAnotherOneIsPending() {
    Invite first = invite("jane@example.com", MEMBER);
    now.set(now.get().plus(Duration.ofDays(7)));
    assertThat(admin.describeInvite(first.id()).status()).isEqualTo(InviteStatus.EXPIRED);
    assertThatIllegalArgumentException().isThrownBy(() -> server.acceptInvite(first.id()));
    assertThat(admin.listInvites(PageRequest.all()).items())
        .extracting(Invite::id)
        .containsExactly(first.id());

    Invite second = invite("jane@example.com", MEMBER);
    assertThatThrownBy(() -> admin.resendInvite(first.id()))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("its ID is " + second.id());
    admin.deleteInvite(second.id());
    assertThat(admin.resendInvite(first.id()).status()).isEqualTo(InviteStatus.PENDING);
  }

  @Test
  void theLastOwnerStaysAnOwnerUntilThereIsAnother() {
    User owner = admin.listUsers(ListUsersRequest.all()).items().get(0);
    String ownership = rolesOf(PrincipalType.USER, owner.id()).get(0).id();
    String account = admin.listServiceAccounts(PageRequest.all()).items().get(0).id();
    admin.createRoleBinding(
        CreateRoleBindingRequest.of(
            PrincipalType.SERVICE_ACCOUNT, account, RoleGrant.onOrganization(Role.ORG_OWNER)));
    assertRefused(ErrorCode.ABORTED, () -> admin.deleteUser(owner.id()));
    assertRefused(ErrorCode.ABORTED, () -> admin.deleteRoleBinding(ownership));

    member("jane@example.com", RoleGrant.onOrganization(Role.ORG_OWNER));
    admin.deleteUser(owner.id());

    assertThat(admin.listUsers(ListUsersRequest.all()).items())
        .extracting(User::id)
        .doesNotContain(owner.id());
    assertThatThrownBy(() -> admin.describeRoleBinding(ownership))
        .isInstanceOf(NotFoundException.class);
    assertThat(invite(EmbeddedPinecone.OWNER_EMAIL, MEMBER).status())
        .isEqualTo(InviteStatus.PENDING);
  }

  @Test
  void aRefusalOfADeletionIsNotRetried() {
    User owner = admin.listUsers(ListUsersRequest.all()).items().get(0);

    assertRefused(ErrorCode.ABORTED, () -> admin.deleteUser(owner.id()));

    assertThat(server.requests())
        .filteredOn(request -> request.operation().equals("deleteUser"))
        .hasSize(1);
  }

  @Test
  void aServiceAccountLogsInUntilItsSecretIsRotated() {
    ServiceAccountWithSecret created =
        admin.createServiceAccount(
            CreateServiceAccountRequest.builder("ci")
                .roleGrants(RoleGrant.onOrganization(Role.ORG_MANAGER))
                .build());
    String id = created.serviceAccount().id();
    try (AdminClient own = client(created)) {
      assertThat(own.listProjects().items()).hasSize(1);

      ServiceAccountWithSecret rotated = admin.rotateServiceAccountSecret(id);

      assertThatThrownBy(own::listProjects)
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("createToken")
          .hasMessageNotContaining(created.clientSecret());
      try (AdminClient next = client(rotated)) {
        assertThat(next.describeServiceAccount(id).name()).isEqualTo("ci");
        admin.deleteServiceAccount(id);
        assertThatThrownBy(next::listProjects).isInstanceOf(UnauthenticatedException.class);
      }
    }
    assertThat(admin.listProjects().items()).hasSize(1);
    assertThat(rolesOf(PrincipalType.SERVICE_ACCOUNT, id)).isEmpty();
  }

  private AdminClient client(ServiceAccountWithSecret account) {
    return server
        .configure(AdminClient.builder())
        .clientCredentials(account.serviceAccount().clientId(), account.clientSecret())
        .build();
  }

  @Test
  void renamingAServiceAccountKeepsItsLogin() {
    ServiceAccountWithSecret created =
        admin.createServiceAccount(CreateServiceAccountRequest.named("ci"));
    String id = created.serviceAccount().id();
    now.set(now.get().plusSeconds(1));

    ServiceAccount renamed = admin.updateServiceAccount(id, "cd");

    assertThat(renamed.name()).isEqualTo("cd");
    assertThat(renamed.createdAt()).isEqualTo(created.serviceAccount().createdAt());
    assertThat(renamed.updatedAt()).contains(now.get());
    try (AdminClient own = client(created)) {
      assertThat(own.listProjects().items()).hasSize(1);
    }
  }

  @Test
  void rolesAreDeletedWithTheirProjectAndTheirApiKey() {
    String project = admin.createProject(CreateProjectRequest.named("other")).id();
    String key =
        admin.createApiKey(CreateApiKeyRequest.builder(project, "ci").build()).description().id();
    String other =
        admin.createApiKey(CreateApiKeyRequest.builder(project, "cd").build()).description().id();
    User user = member("jane@example.com", MEMBER);
    RoleGrant viewer = RoleGrant.onProject(project, Role.PROJECT_VIEWER);
    for (String id : List.of(key, other)) {
      admin.createRoleBinding(CreateRoleBindingRequest.of(PrincipalType.API_KEY, id, viewer));
    }
    admin.createRoleBinding(CreateRoleBindingRequest.of(PrincipalType.USER, user.id(), viewer));

    admin.deleteApiKey(key);
    assertThat(rolesOf(PrincipalType.API_KEY, key)).isEmpty();
    assertThat(rolesOf(PrincipalType.API_KEY, other)).hasSize(1);
    admin.deleteProject(project);

    assertThat(rolesOf(PrincipalType.API_KEY, other)).isEmpty();
    assertThat(rolesOf(PrincipalType.USER, user.id()))
        .extracting(RoleBinding::role)
        .containsExactly(Role.ORG_MEMBER);
  }

  @Test
  void anApiKeyHasNoRoleThatIncludesMembers() {
    String project = admin.listProjects().items().get(0).id();
    String key = admin.listApiKeys(project).items().get(0).id();
    for (RoleGrant grant : List.of(MEMBER, RoleGrant.onProject(project, Role.PROJECT_MEMBER))) {
      assertRefused(
          ErrorCode.INVALID_ARGUMENT,
          () ->
              admin.createRoleBinding(
                  CreateRoleBindingRequest.of(PrincipalType.API_KEY, key, grant)));
    }
    assertThat(rolesOf(PrincipalType.API_KEY, key)).isEmpty();
  }

  @Test
  void anOrganizationIsDeletedWithItsMembers() {
    member("jane@example.com", MEMBER);
    invite("john@example.com", MEMBER);
    admin.deleteProject(admin.listProjects().items().get(0).id());

    admin.deleteOrganization(admin.listOrganizations().items().get(0).id());

    assertThat(admin.listUsers(ListUsersRequest.all()).items()).isEmpty();
    assertThat(admin.listInvites(PageRequest.all()).items()).isEmpty();
    assertThat(admin.listRoleBindings(ListRoleBindingsRequest.all()).items()).isEmpty();
    assertThatThrownBy(() -> invite("jane@example.com", MEMBER))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("The organization is deleted.");
    assertThat(admin.listInvites(PageRequest.all()).items()).isEmpty();
  }

  @Test
  void pagesAreReadToTheEndWhileItemsAreDeleted() {
    List<String> made =
        List.of("a", "b", "c", "d").stream()
            .map(name -> CreateServiceAccountRequest.named(name))
            .map(request -> admin.createServiceAccount(request).serviceAccount().id())
            .toList();
    PageRequest request = PageRequest.builder().limit(3).build();
    String next = admin.listServiceAccounts(request).nextToken().orElseThrow();

    admin.deleteServiceAccount(made.get(0));

    assertThat(admin.listServiceAccounts(request.toBuilder().paginationToken(next).build()).items())
        .extracting(ServiceAccount::name)
        .containsExactly("c", "d");
    assertThat(admin.listAllServiceAccounts(request))
        .extracting(ServiceAccount::name)
        .containsExactly("embedded", "b", "c", "d");
  }

  @Test
  void requestsThatTheClientDoesNotSendAreRefused() {
    admin.listProjects();
    try (TestClients clients = new TestClients(server)) {
      assertThat(clients.http(Listener.CONTROL, "api.pinecone.io", "GET", "/admin/users", "", ""))
          .extracting(Response::status)
          .isEqualTo(401);
      String token = logIn(clients);
      assertRefused(clients, token, "GET", "/admin/users?limit=101", "", "OUT_OF_RANGE");
      assertRefused(clients, token, "GET", "/admin/users?email=jane", "", "INVALID_ARGUMENT");
      assertRefused(
          clients, token, "GET", "/admin/role-bindings?principal_id=u", "", "INVALID_ARGUMENT");
      assertRefused(
          clients, token, "GET", "/admin/role-bindings?resource_id=p", "", "INVALID_ARGUMENT");
      assertRefused(
          clients,
          token,
          "POST",
          "/admin/invites",
          "{\"email\":\"a@b\",\"role_bindings\":[]}",
          "INVALID_ARGUMENT");
      assertRefused(
          clients, token, "POST", "/admin/service-accounts", "{\"name\":\"\"}", "INVALID_ARGUMENT");
      assertRefused(clients, token, "POST", "/admin/service-accounts", "{}", "INVALID_ARGUMENT");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "projects ! {'name':'p','force_encryption_with_cmek':'x'}",
        "projects ! {'name':'p','force_encryption_with_cmek':'true'}",
        "projects ! {'name':'p','force_encryption_with_cmek':1}",
        "projects ! {'name':'p','force_encryption_with_cmek':{}}",
        "projects ! {'name':'p','max_pods':'3'}",
        "projects ! {'name':'p','max_pods':1.5}",
        "projects ! {'name':'p','max_pods':true}",
        "projects ! {'name':5}",
        "projects ! {'name':null}",
        "projects ! []",
        "projects ! {'name':'p'} x",
        "service-accounts ! {'name':['a']}",
        "service-accounts ! {'name':'a','role_bindings':{}}",
        "service-accounts ! {'name':'a','role_bindings':['x']}",
        "service-accounts ! {'name':'a','role_bindings':[{'resource_type':1,'role':'r'}]}",
        "invites ! {'email':1,'role_bindings':[]}",
        "role-bindings ! {'principal_type':1,'principal_id':'p'}",
      })
  void valuesOfAnotherTypeAreRefused(String path, String body) {
    admin.listProjects();
    try (TestClients clients = new TestClients(server)) {
      String token = logIn(clients);

      assertRefused(
          clients, token, "POST", "/admin/" + path, body.replace('\'', '"'), "INVALID_ARGUMENT");
      assertThat(admin.listProjects().items()).hasSize(1);
      assertThat(admin.listServiceAccounts(PageRequest.all()).items()).hasSize(1);
    }
  }

  @Test
  void aProjectIsNotChangedByAValueOfAnotherType() {
    String id = admin.listProjects().items().get(0).id();
    try (TestClients clients = new TestClients(server)) {
      assertRefused(
          clients,
          logIn(clients),
          "PATCH",
          "/admin/projects/" + id,
          "{\"name\":\"changed\",\"force_encryption_with_cmek\":\"x\"}",
          "INVALID_ARGUMENT");
      assertThat(admin.describeProject(id).name()).isNotEqualTo("changed");
    }
  }

  private static String logIn(TestClients clients) {
    return clients
        .http(
            Listener.CONTROL,
            "login.pinecone.io",
            "POST",
            "/oauth/token",
            "",
            "{\"grant_type\":\"client_credentials\",\"client_id\":\"embedded-client\","
                + "\"client_secret\":\"embedded-secret\","
                + "\"audience\":\"https://api.pinecone.io/\"}")
        .json()
        .path("access_token")
        .textValue();
  }

  private static void assertRefused(
      TestClients clients, String token, String method, String path, String body, String code) {
    String request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: api.pinecone.io\r\nConnection: close\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    Response refused = Response.parse(clients.raw(Listener.CONTROL, "api.pinecone.io", request));

    assertThat(refused.json().path("error").path("code").textValue()).as(path).isEqualTo(code);
  }
}
