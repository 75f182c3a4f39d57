package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.pinelink.model.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that take an id or a name check it before anything is sent, under the name of its kind. */
class RequestNamesTest {
  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Pinelink client = Pinelink.builder().apiKey("k3y").transports(rest).build();
  private final Admin admin =
      Admin.builder().clientCredentials("me", "s3cret-key").transports(rest).build();

  @AfterEach
  void close() {
    admin.close();
    client.close();
  }

  /** Returns the calls of the admin API that take an id, with the name of the id. */
  private Map<Consumer<String>, String> adminCalls() {
    Map<Consumer<String>, String> calls = new LinkedHashMap<>();
    calls.put(admin::describeOrganization, "organizationId");
    calls.put(admin::deleteOrganization, "organizationId");
    calls.put(admin::describeProject, "projectId");
    calls.put(admin::deleteProject, "projectId");
    calls.put(admin::listApiKeys, "projectId");
    calls.put(client.controlPlane()::discoverMetrics, "projectId");
    calls.put(admin::describeApiKey, "apiKeyId");
    calls.put(admin::deleteApiKey, "apiKeyId");
    calls.put(admin::describeUser, "userId");
    calls.put(admin::deleteUser, "userId");
    calls.put(admin::describeInvite, "inviteId");
    calls.put(admin::deleteInvite, "inviteId");
    calls.put(admin::resendInvite, "inviteId");
    calls.put(admin::describeServiceAccount, "serviceAccountId");
    calls.put(admin::deleteServiceAccount, "serviceAccountId");
    calls.put(admin::rotateServiceAccountSecret, "serviceAccountId");
    calls.put(admin::describeRoleBinding, "roleBindingId");
    calls.put(admin::deleteRoleBinding, "roleBindingId");
    return calls;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void anIdOfTheAdminApiIsOneSegmentOfAPath(String id) {
    adminCalls()
        .forEach(
            (call, field) ->
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> call.accept(id))
                    .withMessageStartingWith(field + " is "));
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void anIdOfTheAdminApiIsNotNull() {
    adminCalls()
        .forEach(
            (call, field) ->
                assertThatNullPointerException()
                    .isThrownBy(() -> call.accept(null))
                    .withMessage(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anIdOfABackupOrAJobIsNotBlank(String id) {
    ControlPlane control = client.controlPlane();
    Map<String, Consumer<String>> calls =
        Map.of(
            "describeBackup", control::describeBackup,
            "deleteBackup", control::deleteBackup,
            "describeBackupSchedule", control::describeBackupSchedule,
            "deleteBackupSchedule", control::deleteBackupSchedule,
            "describeRestoreJob", control::describeRestoreJob,
            "describeConversionJob", control::describeConversionJob);

    calls.forEach(
        (name, call) ->
            assertThatIllegalArgumentException()
                .as(name)
                .isThrownBy(() -> call.accept(id))
                .withMessage("id is blank"));
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void aNameIsRefusedAsTheNameOfItsKind() {
    ControlPlane control = client.controlPlane();
    Map<Consumer<String>, String> calls = new LinkedHashMap<>();
    calls.put(control::describeIndex, "index name is ''");
    calls.put(control::deleteIndex, "index name is ''");
    calls.put(control::describeCollection, "collection name is ''");
    calls.put(control::deleteCollection, "collection name is ''");
    calls.put(client.inference()::describeModel, "model is blank");

    calls.forEach(
        (call, message) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> call.accept(""))
                .withMessageStartingWith(message));
    assertThat(rest.hasNoCall()).isTrue();
  }
}
