package io.pinelink.rest.codec;

import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.MetricsOperations.DISCOVER_METRICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.rest.Calls;
import io.pinelink.rest.LoopbackServer;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.rest.RestTransport;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.request.ById;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics discovery, from the model to the wire and back. */
class MetricsBindingsTest {
  private static final String KEY = "pckey_ci_s3cret";
  private static final ById REQUEST = ById.of("projectId", "p/1");

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private CallContext context() {
    return new CallContext(
        local(server.port()),
        "",
        Deadline.after(Calls.LONG),
        new ApiKey(KEY).asBearer(),
        ExtraHeaders.none(),
        1,
        CallHandling.unobserved(false));
  }

  private Throwable failure() throws Exception {
    return Calls.failureOf(transport.call(DISCOVER_METRICS, REQUEST, context()));
  }

  @Test
  void theKeyIsABearerTokenAndTheResponseAnArray() throws Exception {
    server.answering(
        200,
        """
        [{"targets":["https://a/metrics","https://b/metrics"],"labels":{"region":"x"},"new":{}},
         {"targets":[]}]\
        """);

    assertThat(resultOf(transport.call(DISCOVER_METRICS, REQUEST, context())).groups())
        .containsExactly(
            new ControlResponses.MetricsTargetsResult(
                List.of("https://a/metrics", "https://b/metrics"), Map.of("region", "x")),
            new ControlResponses.MetricsTargetsResult(List.of(), Map.of()));
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("GET /prometheus/projects/p%2F1/metrics/discover");
    assertThat(sent.headers().get("authorization")).isEqualTo("Bearer " + KEY);
    assertThat(sent.headers().contains("api-key")).isFalse();
  }

  @Test
  void theKeyIsMaskedInRefusals() throws Exception {
    server.answering(401, "bad authorization: Bearer " + KEY);

    assertThat(failure())
        .isInstanceOf(UnauthenticatedException.class)
        .hasMessageContaining("bad authorization: Bearer ***")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aRateLimitHasACodeOfItsOwn() throws Exception {
    server.answering(
        429, "{\"status\":429,\"error\":{\"code\":\"TOO_MANY_REQUESTS\",\"message\":\"slow\"}}");

    assertThat(failure()).isInstanceOf(RateLimitedException.class).hasMessageContaining("slow");
  }

  @Test
  void anObjectIsMalformed() throws Exception {
    server.answering(200, "{\"targets\":[]}");

    assertThat(failure())
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("expected an array");
  }
}
