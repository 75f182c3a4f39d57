package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.server.internal.admin.LoginService;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the accepted values of {@code X-Pinecone-Api-Version}. */
class ApiVersionTest {
  private static final String CONTROL_HOST = "api.pinecone.io";
  private static final String DATA_HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String REFUSAL =
      "API version '2026-10' is not served. Set X-Pinecone-Api-Version to 2026-07, or to one of"
          + " [2024-04, 2024-07, 2024-10, 2025-01, 2025-04, 2025-10, 2026-04]";

  private static EmbeddedPinecone pinecone;
  private static RequestHandler service;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    service = pinecone.service();
    assertThat(control("POST", "/indexes", key()).status()).isEqualTo(201);
  }

  @AfterAll
  static void close() {
    pinecone.close();
  }

  private static HttpHeaders key() {
    return new DefaultHttpHeaders().add("api-key", EmbeddedPinecone.API_KEY);
  }

  private static ServerResponse control(String method, String path, HttpHeaders headers) {
    return call(
        ListenerRole.CONTROL,
        CONTROL_HOST,
        method,
        path,
        headers,
        """
        {"name":"docs","dimension":2,"spec":{"serverless":{"cloud":"aws","region":"us-east-1"}}}\
        """
            .getBytes(StandardCharsets.UTF_8));
  }

  private static ServerResponse grpc(HttpHeaders headers) {
    return call(
        ListenerRole.PUBLIC_DATA,
        DATA_HOST,
        "POST",
        "/VectorService/DescribeIndexStats",
        headers.add("content-type", "application/grpc"),
        GrpcFraming.frame(DescribeIndexStatsRequest.getDefaultInstance().toByteArray()));
  }

  private static ServerResponse call(
      ListenerRole listener,
      String host,
      String method,
      String path,
      HttpHeaders headers,
      byte[] body) {
    return service
        .match(new ServerCall(listener, method, path, headers.add("host", host), body))
        .get();
  }

  private static JsonNode json(ServerResponse answer) throws IOException {
    return PlainJson.MAPPER.readTree(answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-04", "2024-07", "2024-10", "2025-01", "2025-04", "2025-10", "2026-04", "2026-07"
      })
  void aServedVersionIsAccepted(String version) {
    assertThat(control("GET", "/indexes", key().add("X-Pinecone-Api-Version", version)).status())
        .isEqualTo(200);
    assertThat(grpc(key().add("x-pinecone-api-version", version)).grpcStatus()).hasValue(0);
  }

  @Test
  void aCallWithoutAVersionIsAccepted() {
    assertThat(control("GET", "/indexes", key()).status()).isEqualTo(200);
    assertThat(grpc(key()).grpcStatus()).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-10", "2026-01.alpha", "2025-07", "latest", ""})
  void anyOtherVersionIsRefusedByName(String version) throws IOException {
    ServerResponse refused =
        control("POST", "/indexes", key().add("X-Pinecone-Api-Version", version));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).at("/error/code").textValue()).isEqualTo("INVALID_ARGUMENT");
    assertThat(json(refused).at("/error/message").textValue())
        .isEqualTo(REFUSAL.replace("2026-10", version));
  }

  @Test
  void theDataPlaneRefusesInItsOwnForms() throws IOException {
    HttpHeaders newer = key().add("X-Pinecone-Api-Version", "2026-10");
    ServerResponse rest =
        call(
            ListenerRole.PUBLIC_DATA,
            DATA_HOST,
            "POST",
            "/describe_index_stats",
            newer.copy(),
            new byte[0]);
    ServerResponse grpc = grpc(newer.copy());

    assertThat(rest.status()).isEqualTo(400);
    assertThat(json(rest).path("code").intValue()).isEqualTo(3);
    assertThat(json(rest).path("message").textValue()).isEqualTo(REFUSAL);
    assertThat(grpc.grpcStatus()).hasValue(3);
    assertThat(grpc.headers().get("grpc-message")).isEqualTo(REFUSAL);
  }

  @Test
  void theLoginAndTheAdminApiRefuseToo() throws IOException {
    HttpHeaders newer = new DefaultHttpHeaders().add("X-Pinecone-Api-Version", "2026-10");
    ServerResponse login =
        call(
            ListenerRole.CONTROL,
            LoginService.HOST,
            "POST",
            LoginService.PATH,
            newer.copy(),
            """
            {"grant_type":"client_credentials","client_id":"embedded-client",
             "client_secret":"embedded-secret","audience":"https://api.pinecone.io/"}\
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(login.status()).isEqualTo(400);
    assertThat(json(login).path("error").textValue()).isEqualTo("invalid_request");
    assertThat(json(login).path("error_description").textValue()).isEqualTo(REFUSAL);
  }

  @Test
  void oneOfTwoVersionsThatIsNotServedIsRefused() {
    HttpHeaders both =
        key().add("X-Pinecone-Api-Version", "2026-04").add("X-Pinecone-Api-Version", "2026-10");

    assertThat(control("GET", "/indexes", both).status()).isEqualTo(400);
  }

  @Test
  void aWrongKeyIsRefusedFirst() {
    HttpHeaders stranger =
        new DefaultHttpHeaders().add("api-key", "wrong").add("X-Pinecone-Api-Version", "2026-10");

    assertThat(control("GET", "/indexes", stranger.copy()).status()).isEqualTo(401);
    assertThat(grpc(stranger.copy()).status()).isEqualTo(401);
  }
}
