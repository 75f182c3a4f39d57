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

/**
 * Calls that take an id or a name check it before anything is sent, under the name of its kind.
 * {@code AdminByIdTest} does the same for the admin API.
 */
class RequestNamesTest {
  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Pinelink client = Pinelink.builder().apiKey("k3y").transports(rest).build();

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void theIdOfAProjectWithMetricsIsOneSegmentOfAPath(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.controlPlane().discoverMetrics(id))
        .withMessageStartingWith("projectId is ");
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  @SuppressWarnings("NullAway") // null is what is tested
  void theIdOfAProjectWithMetricsIsNotNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> client.controlPlane().discoverMetrics(null))
        .withMessage("projectId is null");
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
