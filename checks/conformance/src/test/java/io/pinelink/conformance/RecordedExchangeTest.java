package io.pinelink.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.conformance.WireServer.Answer;
import io.pinelink.conformance.WireServer.Request;
import io.pinelink.model.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedExchangeTest {
  private static final String SECRET =
      "key-of-a-user at docs-a1b234c.svc.pinecone.io, pcsk_0123456789";

  private static RecordedExchange recorded(
      Protocol protocol, Map<String, String> headers, String body) {
    String bytes =
        protocol == Protocol.REST
            ? body
            : Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
    Map<String, String> sent = Map.of("x-pinecone-api-version", "2026-07");
    return RecordedExchange.of(
            new Request(protocol, "localhost", "POST", "/query", sent, bytes),
            new Answer(200, headers, bytes))
        .masked(new Secrets("key-of-a-user"));
  }

  @Test
  void secretsAreMaskedInBodiesAndHeaders() {
    RecordedExchange recorded = recorded(Protocol.REST, Map.of("x-note", SECRET), SECRET);

    String masked = "*** at docs-xxxxxxx.svc.pinecone.io, ***";
    assertThat(recorded.sent()).isEqualTo(masked);
    assertThat(recorded.received()).isEqualTo(masked);
    assertThat(recorded.headers()).containsEntry("x-note", masked);
  }

  @Test
  void secretsAreMaskedInMessagesAndMetadataOfTheSameLength() {
    String encoded = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));

    RecordedExchange recorded =
        recorded(Protocol.GRPC, Map.of("grpc-status-details-bin", encoded), SECRET);

    String masked = "************* at docs-xxxxxxx.svc.pinecone.io, ***************";
    assertThat(decoded(recorded.sent())).isEqualTo(masked);
    assertThat(decoded(recorded.headers().getOrDefault("grpc-status-details-bin", "")))
        .isEqualTo(masked);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @Test
  void longBodiesAreLeftOut() {
    assertThat(recorded(Protocol.REST, Map.of(), "x".repeat(65_537)).received())
        .isEqualTo("(65537 bytes)");
  }
}
