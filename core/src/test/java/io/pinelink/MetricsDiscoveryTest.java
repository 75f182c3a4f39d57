package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport.Call;
import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.control.MetricsTargets;
import io.pinelink.error.ErrorCode;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.spi.Failures;
import io.pinelink.spi.MetricsOperations;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.request.ById;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The discovery of metrics, whose credential is the API key as a bearer token. */
class MetricsDiscoveryTest extends ClientScene {
  private static final DiscoverMetricsResponse FOUND_TARGETS =
      new ControlResponses.DiscoverMetricsResult(
          List.of(
              new ControlResponses.MetricsTargetsResult(
                  List.of("https://host/metrics"), Map.of("region", "x"))),
          INFO);

  @Test
  void theKeyIsSentAsABearerTokenAndOnlyByThisCall() {
    rest.answering(
        FOUND_TARGETS, new VectorResponses.ListResult<>(List.of(), Optional.empty(), INFO));
    try (Pinelink client = builder().build()) {
      ControlPlane control = client.controlPlane();

      assertThat(control.discoverMetrics("p1")).isEqualTo(FOUND_TARGETS);
      control.listIndexes();
    }
    Call discovery = rest.next();
    assertThat(discovery.operation()).isEqualTo(MetricsOperations.DISCOVER_METRICS);
    assertThat(discovery.request()).isEqualTo(ById.of("projectId", "p1"));
    assertThat(discovery.context().route()).isEqualTo(CONTROL);
    assertThat(headersOf(discovery)).isEqualTo(Map.of("authorization", "Bearer " + KEY));
    assertThat(discovery.context().toString()).doesNotContain(KEY);
    assertThat(headersOf(rest.next())).isEqualTo(Map.of("api-key", KEY));
  }

  private static Map<String, String> headersOf(Call call) {
    Map<String, String> headers = new HashMap<>();
    call.context().credential().forEachHeader(headers::put);
    return headers;
  }

  @Test
  void theKeyIsMaskedInARefusal() {
    try (Pinelink client = builder().build()) {
      var call = client.controlPlane().async().discoverMetrics("p1");
      Call onWire = rest.next();
      FailedCall failed = onWire.context().failed(onWire.operation());
      onWire
          .answer()
          .completeExceptionally(
              Failures.refusal(
                  failed,
                  new Refusal(ErrorCode.UNAUTHENTICATED, "bad Bearer " + KEY, null, null),
                  null));

      assertThatThrownBy(call::join)
          .hasMessageContaining("bad Bearer ***")
          .hasMessageNotContaining(KEY);
    }
  }

  @Test
  void aShortKeyIsStillNotSentToOtherMachines() {
    try (Pinelink client = builder().apiKey("short").build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.controlPlane().discoverMetrics("p1"))
          .withMessageContaining("a shorter one is sent to loopback only")
          .withMessageNotContaining("short'");
    }
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void theIdIsCheckedBeforeTheCall() {
    try (Pinelink client = builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.controlPlane().discoverMetrics(".."))
          .withMessage("projectId is '..', expected an id");
    }
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void targetsAndLabelsAreCopied() {
    List<String> targets = new ArrayList<>(List.of("https://host/metrics"));
    Map<String, String> labels = new HashMap<>(Map.of("region", "x"));
    MetricsTargets group = new ControlResponses.MetricsTargetsResult(targets, labels);

    targets.clear();
    labels.clear();

    assertThat(group).isEqualTo(FOUND_TARGETS.groups().get(0));
  }

  @Test
  void aBearerKeyDiffersFromTheKeyItself() {
    ApiKey key = new ApiKey(KEY);

    assertThat(key.asBearer())
        .isEqualTo(key.asBearer())
        .isNotEqualTo(key)
        .hasToString("ApiKey[***]");
    assertThat(key.asBearer().asBearer()).isEqualTo(key.asBearer());
    assertThat(key.asBearer().mask("a " + KEY)).isEqualTo("a ***");
  }
}
