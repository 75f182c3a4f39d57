package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which headers a call has, of those that the program adds. */
class ExtraHeadersClientTest extends ClientScene {
  private static Map<String, String> headers(FakeTransport.Call call) {
    Map<String, String> headers = new HashMap<>();
    call.context().headers().forEach(headers::put);
    return headers;
  }

  @Test
  void callsHaveTheHeadersOfTheClientAndOfTheView() {
    grpc.answering(FOUND, FOUND, FOUND);
    try (Pinelink client = builder().header("X-A", "1").headers(Map.of("X-B", "2")).build()) {
      Index index = client.indexAt(PUBLIC);
      Index view = index.with(CallOptions.defaults().header("x-b", "3").header("x-c", "4"));

      index.query(QUERY);
      view.query(QUERY);
      view.with(CallOptions.defaults().timeout(Duration.ofSeconds(1)).header("x-c", "5"))
          .query(QUERY);

      assertThat(headers(grpc.next())).isEqualTo(Map.of("x-a", "1", "x-b", "2"));
      assertThat(headers(grpc.next())).isEqualTo(Map.of("x-a", "1", "x-b", "3", "x-c", "4"));
      assertThat(headers(grpc.next())).isEqualTo(Map.of("x-a", "1", "x-b", "3", "x-c", "5"));
    }
  }

  @Test
  void controlPlaneCallsHaveTheHeadersToo() {
    rest.answering(
        new VectorResponses.ListResult<>(List.of(), Optional.empty(), INFO),
        new VectorResponses.ListResult<>(List.of(), Optional.empty(), INFO));
    try (Pinelink client = builder().header("x-a", "1").build()) {
      client.controlPlane().listIndexes();
      client.controlPlane().with(CallOptions.defaults().header("x-b", "2")).listIndexes();
    }
    assertThat(headers(rest.next())).isEqualTo(Map.of("x-a", "1"));
    assertThat(headers(rest.next())).isEqualTo(Map.of("x-a", "1", "x-b", "2"));
  }

  @Test
  void withoutHeadersAllCallsShareOneObject() {
    grpc.answering(FOUND);
    try (Pinelink client = builder().build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }
    assertThat(grpc.next().context().headers()).isSameAs(ExtraHeaders.none());
  }

  @Test
  void theHeadersOfClientAndCallAreBoundedTogether() {
    try (Pinelink client = builder().header("x-a", "v".repeat(5_000)).build()) {
      Index index = client.indexAt(PUBLIC);
      CallOptions more = CallOptions.defaults().header("x-b", "v".repeat(5_000));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.with(more))
          .withMessageContaining("expected at most 8192");
    }
  }

  @Test
  void headersThatTheClientSetsAreRefusedByBuilderAndOptions() {
    assertThatIllegalArgumentException().isThrownBy(() -> builder().header("api-key", "any"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().headers(Map.of("host", "any.example.com")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CallOptions.defaults().header("user-agent", "any"));
  }
}
