package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.ControlPlane;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.Role;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.Metric;
import io.pinelink.server.TestClients.Response;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the admin API and its login through the client's public API. */
class AdminIT {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
  private EmbeddedPinecone server;
  private AdminClient admin;

  @BeforeEach
  void start() {
    server =
        EmbeddedPinecone.builder()
            .organization("Acme")
            .project("search")
            .clock(() -> now.get())
            .start();
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

  private Project onlyProject() {
    List<Project> projects = admin.listProjects().items();
    assertThat(projects).hasSize(1);
    return projects.get(0);
  }

  private long logins() {
    return server.requests().stream().filter(r -> r.path().equals("/oauth/token")).count();
  }

  @Test
  void theOrganizationIsDescribedAndRenamed() {
    List<Organization> all = admin.listOrganizations().items();

    assertThat(all).extracting(Organization::name).containsExactly("Acme");
    String id = all.get(0).id();
    assertThat(all.get(0).createdAt()).contains(now.get());
    assertThat(admin.updateOrganization(id, "Ajax").name()).isEqualTo("Ajax");
    assertThat(admin.describeOrganization(id).name()).isEqualTo("Ajax");
    assertThat(admin.describeOrganization(id).plan()).isEqualTo("Standard");
  }

  @Test
  void projectsAreCreatedChangedAndDeleted() {
    Project made =
        admin.createProject(
            CreateProjectRequest.builder("other").maxPods(2).forceEncryptionWithCmek().build());

    assertThat(admin.listProjects().items())
        .extracting(Project::name)
        .containsExactly("search", "other");
    assertThat(made.organizationId()).isEqualTo(admin.listOrganizations().items().get(0).id());
    Project changed =
        admin.updateProject(UpdateProjectRequest.builder(made.id()).name("renamed").build());
    assertThat(changed.name()).isEqualTo("renamed");
    assertThat(changed.maxPods()).isEqualTo(2);
    assertThat(changed.forceEncryptionWithCmek()).isTrue();
    assertThat(admin.describeProject(made.id()).name()).isEqualTo("renamed");
    admin.deleteProject(made.id());
    assertThatThrownBy(() -> admin.describeProject(made.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> admin.deleteProject(made.id())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void aCreatedKeyIsAcceptedUntilItIsDeleted() {
    CreatedApiKey key =
        admin.createApiKey(CreateApiKeyRequest.builder(onlyProject().id(), "ci").build());
    assertThat(key.secret()).startsWith("pckey_ci_");
    try (Pinelink client = server.clientBuilder().apiKey(key.secret()).build()) {
      Indexes.create(client, "docs", Metric.COSINE).describeIndexStats();

      admin.deleteApiKey(key.description().id());

      assertThatThrownBy(() -> client.controlPlane().listIndexes())
          .isInstanceOf(UnauthenticatedException.class);
    }
    assertThatThrownBy(() -> admin.describeApiKey(key.description().id()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void initialKeysExistAndCanBeDeleted() {
    ApiKeyDescription first = admin.listApiKeys(onlyProject().id()).items().get(0);
    assertThat(first.roles()).containsExactly(Role.PROJECT_EDITOR);

    admin.deleteApiKey(first.id());

    try (Pinelink client = server.clientBuilder().build()) {
      assertThatThrownBy(() -> client.controlPlane().listIndexes())
          .isInstanceOf(UnauthenticatedException.class);
    }
  }

  @Test
  void rolesOfKeysAreStoredAndNotEnforced() {
    try (Pinelink owner = server.clientBuilder().build()) {
      Indexes.create(owner, "docs", Metric.COSINE);
    }
    CreatedApiKey viewer =
        admin.createApiKey(
            CreateApiKeyRequest.builder(onlyProject().id(), "viewer")
                .roles(Role.DATA_PLANE_VIEWER)
                .build());

    try (Pinelink client = server.clientBuilder().apiKey(viewer.secret()).build()) {
      Indexes.fill(client.index("docs"));
      client.controlPlane().deleteIndex("docs");
    }
    assertThat(admin.describeApiKey(viewer.description().id()).roles())
        .containsExactly(Role.DATA_PLANE_VIEWER);
  }

  @Test
  void keysAreDescribedAndChanged() {
    String id =
        admin
            .createApiKey(
                CreateApiKeyRequest.builder(onlyProject().id(), "ci")
                    .roles(Role.DATA_PLANE_VIEWER)
                    .build())
            .description()
            .id();

    ApiKeyDescription changed =
        admin.updateApiKey(
            UpdateApiKeyRequest.builder(id).name("cd").roles(Role.DATA_PLANE_EDITOR).build());

    assertThat(admin.describeApiKey(id))
        .usingRecursiveComparison()
        .ignoringFields("info")
        .isEqualTo(changed);
    assertThat(changed.name()).isEqualTo("cd");
    assertThat(changed.projectId()).isEqualTo(onlyProject().id());
    assertThat(changed.roles()).containsExactly(Role.DATA_PLANE_EDITOR);
    assertThatThrownBy(
            () ->
                admin.updateApiKey(
                    UpdateApiKeyRequest.builder(id).roles(new Role("Auditor")).build()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @Test
  void aProjectIsDeletedAfterItsIndexesAndAnOrganizationAfterItsProjects() {
    String project = onlyProject().id();
    String organization = admin.listOrganizations().items().get(0).id();
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
      assertRefused(() -> admin.deleteProject(project));
      assertRefused(() -> admin.deleteOrganization(organization));
      client.controlPlane().deleteIndex("docs");
    }

    admin.deleteProject(project);
    admin.deleteOrganization(organization);

    assertThat(admin.listOrganizations().items()).isEmpty();
    assertThat(admin.listProjects().items()).isEmpty();
  }

  @Test
  void aProjectIsDeletedAfterItsCollectionsAndBackups() {
    String project = onlyProject().id();
    try (Pinelink client = server.clientBuilder().build()) {
      ControlPlane control = client.controlPlane();
      IndexSpec.Pod pods = IndexSpec.pod("us-east1-gcp", "p1.x1");
      control.createIndex(CreateIndexRequest.dense("pods", 2, pods));
      control.createCollection("copy", "pods");
      control.deleteIndex("pods");
      Indexes.create(client, "docs", Metric.COSINE);
      String backup = control.createBackup(CreateBackupRequest.of("docs")).id();
      control.deleteIndex("docs");

      assertThatThrownBy(() -> admin.deleteProject(project))
          .hasMessageContaining("The project still has collections, backups.");
      control.deleteCollection("copy");
      assertRefused(() -> admin.deleteProject(project));
      control.deleteBackup(backup);
    }

    admin.deleteProject(project);
    assertThat(admin.listProjects().items()).isEmpty();
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION));
  }

  @Test
  void oneLoginServesAllCallsUntilTheTokenEnds() {
    admin.listProjects();
    admin.listProjects();
    assertThat(logins()).isEqualTo(1);

    now.set(now.get().plus(Duration.ofMinutes(30)));
    admin.listProjects();

    assertThat(logins()).isEqualTo(2);
  }

  @Test
  void concurrentCallsShareALogin() {
    CompletableFuture<?>[] calls =
        Stream.generate(() -> admin.async().listProjects())
            .limit(20)
            .toArray(CompletableFuture<?>[]::new);

    CompletableFuture.allOf(calls).join();

    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void aRevokedTokenIsReplaced() {
    admin.listProjects();

    server.revokeTokens();
    admin.listProjects();

    assertThat(logins()).isEqualTo(2);
    assertThat(server.requests())
        .filteredOn(request -> request.path().equals("/admin/projects"))
        .extracting(request -> request.httpStatus().getAsInt())
        .containsExactly(200, 401, 200);
  }

  @Test
  void wrongCredentialsAreRefusedInTheFormOfTheLogin() {
    try (AdminClient wrong =
        server.configure(AdminClient.builder()).clientCredentials("me", "wr0ng").build()) {
      assertThatThrownBy(wrong::listProjects)
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("createToken on login.pinecone.io")
          .hasMessageContaining("access_denied: Unauthorized")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void keysAndTokensAreNotInterchangeable() {
    try (TestClients clients = new TestClients(server)) {
      Response keyed =
          clients.http(
              Listener.CONTROL,
              "api.pinecone.io",
              "GET",
              "/admin/projects",
              EmbeddedPinecone.API_KEY,
              "");
      assertThat(keyed.status()).isEqualTo(401);
    }
    admin.listProjects();
    assertThat(server.requests())
        .filteredOn(request -> request.path().equals("/admin/projects"))
        .last()
        .satisfies(
            request -> {
              assertThat(request.headers()).doesNotContainKey("api-key");
              assertThat(request.headers().get("authorization")).containsExactly("***");
              assertThat(request.listener()).isEqualTo(Listener.CONTROL);
              assertThat(request.authority()).isEqualTo("api.pinecone.io");
            });
  }

  @Test
  void theLoginChecksTheGrantType() {
    try (TestClients clients = new TestClients(server)) {
      assertThat(login(clients, "[1").body())
          .isEqualTo(
              "{\"error\":\"invalid_request\","
                  + "\"error_description\":\"The body is neither JSON nor a form\"}");
      assertThat(login(clients, "{\"grant_type\":\"password\"}").status()).isEqualTo(403);
      String credentials =
          "\"grant_type\":\"client_credentials\",\"client_id\":\"embedded-client\","
              + "\"client_secret\":\"embedded-secret\"";
      assertThat(login(clients, "{" + credentials + ",\"audience\":\"me\"}").body())
          .contains("audience must be https://api.pinecone.io/");
      Response good =
          login(clients, "{" + credentials + ",\"audience\":\"https://api.pinecone.io/\"}");
      assertThat(good.status()).isEqualTo(200);
      assertThat(good.json().path("token_type").textValue()).isEqualTo("Bearer");
      assertThat(good.json().path("expires_in").intValue()).isEqualTo(1_800);
      assertThat(
              clients
                  .http(Listener.CONTROL, "login.pinecone.io", "GET", "/indexes", "", "")
                  .status())
          .isEqualTo(404);
    }
  }

  private static Response login(TestClients clients, String body) {
    return clients.http(Listener.CONTROL, "login.pinecone.io", "POST", "/oauth/token", "", body);
  }

  @Test
  void credentialsAndLifetimeCanBeChosen() {
    try (EmbeddedPinecone own =
            EmbeddedPinecone.builder()
                .clientCredentials("me", "mine")
                .tokenLifetime(Duration.ofSeconds(10))
                .clock(() -> now.get())
                .start();
        AdminClient client =
            own.configure(AdminClient.builder()).clientCredentials("me", "mine").build()) {
      client.listProjects();
      now.set(now.get().plusSeconds(10));
      client.listProjects();
      assertThat(own.requests())
          .filteredOn(request -> request.path().equals("/oauth/token"))
          .hasSize(2);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbeddedPinecone.builder().tokenLifetime(Duration.ofMillis(999)));
  }

  @Test
  void localModeHasAnAdminApiToo() {
    try (EmbeddedPinecone local = EmbeddedPinecone.builder().localMode().start();
        AdminClient client =
            local
                .configure(AdminClient.builder())
                .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
                .build()) {
      assertThat(client.listProjects().items()).hasSize(1);
    }
  }
}
