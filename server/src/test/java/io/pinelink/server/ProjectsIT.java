package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.ControlPlane;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.Project;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that two projects of one server are isolated. */
class ProjectsIT {
  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final EmbeddedProject other = server.addProject("b2c345d");
  private final Pinelink mine = server.clientBuilder().build();
  private final Pinelink theirs = other.clientBuilder().build();

  @AfterEach
  void stop() {
    mine.close();
    theirs.close();
    server.close();
  }

  private static Pinelink over(Protocol protocol, EmbeddedProject project) {
    // The control plane supports only REST.
    return project.clientBuilder().protocols(protocol, Protocol.REST).build();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void indexesOfTheSameNameInTwoProjectsAreSeparate(Protocol protocol) {
    try (Pinelink first = over(protocol, server.project());
        Pinelink second = over(protocol, other)) {
      Index docs = Indexes.create(first, "docs", Metric.COSINE);
      Index otherDocs = Indexes.create(second, "docs", Metric.COSINE);

      Indexes.fill(docs);

      assertThat(docs.route().host()).isEqualTo("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
      assertThat(otherDocs.route().host()).isEqualTo("docs-b2c345d.svc.aped-4627-b74a.pinecone.io");
      assertThat(docs.fetch(FetchRequest.byIds("east")).vectors()).containsOnlyKeys("east");
      assertThat(otherDocs.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theKeyOfAnotherProjectIsRefusedLikeAWrongOne(Protocol protocol) {
    Index docs = Indexes.create(mine, "docs", Metric.COSINE);
    try (Pinelink second = over(protocol, other)) {
      assertThatThrownBy(() -> second.indexAt(docs.route().host()).describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("Unauthorized");
      // The response must not reveal which indexes exist either.
      assertThatThrownBy(
              () ->
                  second
                      .indexAt("none-a1b234c.svc.aped-4627-b74a.pinecone.io")
                      .describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class);
      assertThatThrownBy(
              () ->
                  second
                      .indexAt("none-b2c345d.svc.aped-4627-b74a.pinecone.io")
                      .describeIndexStats())
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void theControlPlaneShowsAndChangesOnlyTheIndexesOfTheProject() {
    ControlPlane control = mine.controlPlane();
    ControlPlane others = theirs.controlPlane();
    Indexes.create(mine, "docs", Metric.COSINE);
    BackupDescription backup = control.createBackup(CreateBackupRequest.of("docs"));
    control.createIndex(
        CreateIndexRequest.dense("pods", 2, IndexSpec.pod("us-east1-gcp", "p1.x1")));
    control.createCollection("kept", "pods");
    String restore =
        control
            .createIndexFromBackup(
                CreateIndexFromBackupRequest.builder(backup.id(), "restored").build())
            .restoreJobId();

    assertThat(others.listIndexes().items()).isEmpty();
    assertThat(others.listCollections().items()).isEmpty();
    assertThat(others.listBackups().items()).isEmpty();
    assertThat(others.listRestoreJobs().items()).isEmpty();
    for (Runnable call :
        List.<Runnable>of(
            () -> others.describeIndex("docs"),
            () -> others.deleteIndex("docs"),
            () -> others.describeCollection("kept"),
            () -> others.deleteCollection("kept"),
            () -> others.describeBackup(backup.id()),
            () -> others.deleteBackup(backup.id()),
            () -> others.describeRestoreJob(restore))) {
      assertThatExceptionOfType(NotFoundException.class).isThrownBy(call::run);
    }
    assertThat(control.listIndexes().items()).hasSize(3);
    assertThat(control.listCollections().items())
        .extracting(CollectionDescription::name)
        .containsExactly("kept");
    assertThat(control.describeRestoreJob(restore).targetIndexName()).isEqualTo("restored");
  }

  @Test
  void aProjectCreatedByTheAdminApiWorksAndIsDeletedWhenEmpty() {
    try (AdminClient admin =
        server
            .configure(AdminClient.builder())
            .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
            .build()) {
      Project made = admin.createProject(CreateProjectRequest.named("made"));
      String key =
          admin.createApiKey(CreateApiKeyRequest.builder(made.id(), "ci").build()).secret();
      EmbeddedProject project = server.projects().get(2);
      assertThat(project.id()).isEqualTo(made.id());
      assertThat(project.apiKey()).isEqualTo(key);
      try (Pinelink client = project.clientBuilder().build()) {
        Index docs = Indexes.create(client, "docs", Metric.COSINE);
        Indexes.fill(docs);
        assertThat(docs.route().host()).startsWith("docs-" + project.shortId() + ".svc.");
        BackupDescription backup =
            client.controlPlane().createBackup(CreateBackupRequest.of("docs"));
        assertStillHasSomething(admin, made);
        client.controlPlane().deleteIndex("docs");
        assertStillHasSomething(admin, made);
        client.controlPlane().deleteBackup(backup.id());

        admin.deleteProject(made.id());

        assertThatThrownBy(() -> client.controlPlane().listIndexes())
            .isInstanceOf(UnauthenticatedException.class);
        assertThatThrownBy(docs::describeIndexStats).isInstanceOf(UnauthenticatedException.class);
      }
      assertThat(server.projects()).containsExactly(server.project(), other);
    }
  }

  private static void assertStillHasSomething(AdminClient admin, Project project) {
    assertThatThrownBy(() -> admin.deleteProject(project.id()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void oneProjectIsRestrictedAndTheOtherIsNot(Protocol protocol) {
    other.restrictToPrivateEndpoints(true);
    try (Pinelink first = over(protocol, server.project());
        Pinelink second = over(protocol, other)) {
      Index docs = Indexes.create(first, "docs", Metric.COSINE);
      Index otherDocs = Indexes.create(second, "docs", Metric.COSINE);

      assertThat(docs.describeIndexStats().totalVectorCount()).isZero();
      assertThatThrownBy(otherDocs::describeIndexStats)
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("restricted to private endpoints");

      other.restrictToPrivateEndpoints(false);
      assertThat(otherDocs.describeIndexStats().totalVectorCount()).isZero();
    }
  }

  @Test
  void aProjectNeedsAnIdThatIsUniqueInHosts() {
    for (String bad : List.of("b2c345d", "x-b2c345d", "", "B", "a.b")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.addProject(bad))
          .withMessageContaining("projectId");
    }
    assertThat(server.addProject("c").apiKey()).isEqualTo("pcsk_embedded_c");
  }

  @Test
  void inLocalModeIndexesBelongToTheProjectOfTheirKeyToo() {
    try (EmbeddedPinecone local = EmbeddedPinecone.builder().localMode().start();
        Pinelink anyKey = local.clientBuilder().apiKey("any").build();
        Pinelink second = local.addProject("b2c345d").clientBuilder().build()) {
      Index docs = Indexes.create(anyKey, "docs", Metric.COSINE);
      Index otherDocs = Indexes.create(second, "docs", Metric.COSINE);
      Indexes.fill(docs);
      String host = anyKey.controlPlane().describeIndex("docs").host().orElseThrow();
      String otherHost = second.controlPlane().describeIndex("docs").host().orElseThrow();

      assertThat(otherDocs.fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
      assertThatThrownBy(() -> second.indexAt(host).describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class);
      assertThatThrownBy(() -> anyKey.indexAt(otherHost).describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class);
    }
  }
}
