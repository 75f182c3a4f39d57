package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.network.ProxyOptions;
import io.pinelink.retry.RetryOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a connect which gets no answer is not the end of its host. */
@Tag("slow")
@Timeout(120)
class UnansweredConnectIT {
  private static final Duration SHORT = Duration.ofMillis(500);

  /** Longer than the test may take. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final int TARGET = 1;

  static Stream<Arguments> unansweredSteps() {
    return Stream.of(
            ConnectAttack.CONNECT_HALF_A_HEAD,
            ConnectAttack.TLS_UNANSWERED,
            ConnectAttack.HTTP_2_UNANSWERED)
        .flatMap(
            attack ->
                Stream.of(ProtocolVariant.values())
                    .flatMap(
                        form ->
                            Stream.of(true, false)
                                .filter(proxied -> isPossible(form, attack, proxied))
                                .map(proxied -> Arguments.of(form, attack, proxied))));
  }

  private static boolean isPossible(ProtocolVariant form, ConnectAttack attack, boolean proxied) {
    return attack.appliesTo(form, proxied)
        && (!proxied || ProtocolVariant.proxied().contains(form));
  }

  private static ConnectAttackScript first(
      ConnectAttack attack, boolean proxied, ConnectionScript honest) {
    return new ConnectAttackScript(
        proxied, (connection, port) -> connection == 1 ? attack : null, honest);
  }

  /** After a change of networks, no call has to wait for the old one. */
  @ParameterizedTest(name = "{1} over {0}, proxied: {2}")
  @MethodSource("unansweredSteps")
  void refreshRoutesAbandonsAConnectThatGetsNoAnswer(
      ProtocolVariant form, ConnectAttack attack, boolean proxied) throws Exception {
    ConnectAttackScript script = first(attack, proxied, Honest.script(form));
    try (RawServer server = script.server(form);
        Pinelink client =
            (proxied ? form.clientThrough(server, TARGET) : form.client(server))
                .connectTimeout(LONG)
                .build()) {
      Index index =
          client.indexAt(form.indexHost(server)).with(CallOptions.defaults().timeout(LONG));
      CompletableFuture<QueryResponse> waiting =
          index
              .async()
              .query(QueryRequest.nearestTo(new NumberedCall(NumberedCall.Kind.QUERY, 1).id()));
      server.awaitConnections(1);

      client.refreshRoutes();

      assertThat(waiting.get(60, TimeUnit.SECONDS).matches()).hasSize(1);
      script.awaitEndOfAttacks();
    }
  }

  @Test
  void theControlPlaneLivesOnAfterAnUnansweredConnect() throws Exception {
    ConnectAttackScript script =
        first(ConnectAttack.CONNECT_UNANSWERED, true, json(path -> "{\"indexes\":[]}"));
    try (RawServer proxy = script.server(ProtocolVariant.HTTP_1_TLS);
        Pinelink client =
            Pinelink.builder()
                .apiKey("pcsk_hostile_server")
                .tls(Certificate.trust())
                .controlPlaneProxy(through(proxy))
                .retryOptions(RetryOptions.none())
                .connectTimeout(SHORT)
                .build()) {
      assertRecovers(() -> client.controlPlane().listIndexes().items());
    }
  }

  @Test
  void theAdminClientLivesOnAfterAnUnansweredConnect() throws Exception {
    ConnectAttackScript script =
        first(
            ConnectAttack.CONNECT_HALF_A_HEAD,
            true,
            json(
                path ->
                    path.contains("token")
                        ? "{\"access_token\":\"token-of-the-test\",\"expires_in\":86400}"
                        : "{\"data\":[]}"));
    try (RawServer proxy = script.server(ProtocolVariant.HTTP_1_TLS);
        AdminClient admin =
            AdminClient.builder()
                .clientCredentials("client-of-the-test", "secret-of-the-test")
                .tls(Certificate.trust())
                .proxy(through(proxy))
                .retryOptions(RetryOptions.none())
                .connectTimeout(SHORT)
                .build()) {
      assertRecovers(() -> admin.listProjects().items());
    }
  }

  private static ProxyOptions through(RawServer proxy) {
    return ProxyOptions.http("127.0.0.1", proxy.address().getPort());
  }

  /** The JSON of a response by the path of the request. */
  private interface Body {
    String of(String path);
  }

  private static ConnectionScript json(Body body) {
    return connection -> {
      for (HttpRequest request = next(connection); request != null; request = next(connection)) {
        byte[] answer = Bytes.ascii(body.of(request.path()));
        connection.send(HttpText.head(200, answer.length), answer);
      }
    };
  }

  private static @Nullable HttpRequest next(Connection connection) throws IOException {
    return HttpRequest.read(connection.in());
  }

  /** On a busy machine, an honest server may take longer than the short connect timeout, too. */
  private static void assertRecovers(Supplier<List<?>> call) {
    TransportException first = Objects.requireNonNull(failureOf(call), "no failure");
    assertThat(first.networkCause()).isEqualTo(NetworkCause.PROXY_UNREACHABLE);
    assertThat(first.isRetryable()).isTrue();
    assertThat(first).hasMessageContaining("did not answer CONNECT within 500 ms");
    TransportException next = failureOf(call);
    while (next != null) {
      next = failureOf(call);
    }
  }

  private static @Nullable TransportException failureOf(Supplier<List<?>> call) {
    try {
      assertThat(call.get()).isEmpty();
      return null;
    } catch (TransportException e) {
      return e;
    }
  }
}
