package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.spi.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests each attack on a connection that is not ready yet, directly and through a proxy: the call
 * fails within the connect timeout, the next call connects again, and another address is tried.
 */
@Tag("slow")
@Timeout(180)
class ConnectAttacksIT {
  /** The connect timeout where the attack is silence. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** Far longer than a connect may take, so a call that waits for it is one without a bound. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final int ATTACKED = 1;
  private static final int OTHER = 2;

  static Stream<Arguments> attacksOverEachForm() {
    return Arrays.stream(ProtocolVariant.values())
        .flatMap(form -> Stream.of(false, true).flatMap(proxied -> attacks(form, proxied)));
  }

  private static Stream<Arguments> attacks(ProtocolVariant form, boolean proxied) {
    if (proxied && !ProtocolVariant.proxied().contains(form)) {
      return Stream.of();
    }
    return Arrays.stream(ConnectAttack.values())
        .filter(attack -> attack.appliesTo(form, proxied))
        .map(attack -> Arguments.of(form, attack, proxied));
  }

  /** Returns a timeout that ends a silent attack, and does not end another one before its fault. */
  private static Duration connectTimeout(ConnectAttack attack) {
    return attack.isSlow() ? SHORT : LONG;
  }

  private static Index timed(Pinelink client, ProtocolVariant form, RawServer server) {
    return client.indexAt(form.indexHost(server)).with(CallOptions.defaults().timeout(LONG));
  }

  @ParameterizedTest(name = "{1} over {0}, proxied: {2}")
  @MethodSource("attacksOverEachForm")
  void aCallFailsInTimeAndLaterOnesConnect(
      ProtocolVariant form, ConnectAttack attack, boolean proxied) throws Exception {
    ClientThreads threads = new ClientThreads();
    ConnectAttackScript script =
        new ConnectAttackScript(
            proxied, (connection, port) -> connection == 1 ? attack : null, Honest.script(form));
    try (RawServer server = script.server(form)) {
      Pinelink.Builder builder =
          proxied ? form.clientThrough(server, ATTACKED) : form.client(server);
      try (Pinelink client = builder.connectTimeout(connectTimeout(attack)).build()) {
        Index index = timed(client, form, server);

        Outcome first = Call.query(index, 1);

        if (first.isFailed() || !isSentAgain(form, attack)) {
          assertThat(first.failure())
              .isInstanceOfSatisfying(
                  TransportException.class,
                  e -> {
                    assertThat(e.networkCause()).isEqualTo(attack.cause(form));
                    assertThat(e.isUnsent()).isTrue();
                    assertThat(e).hasMessageNotContaining("pcsk_");
                  });
        }
        script.awaitEndOfAttacks();
        assertIsAnswered(index);
      }
      threads.awaitEnd();
      server.awaitOpen(0);
    }
  }

  /**
   * Returns whether the call may be answered on another connection: in plaintext, a connection over
   * gRPC is ready before the server's first frame, and gRPC sends a call again that it has not
   * sent.
   */
  private static boolean isSentAgain(ProtocolVariant form, ConnectAttack attack) {
    return form == ProtocolVariant.GRPC && attack == ConnectAttack.HTTP_2_CLOSED;
  }

  @ParameterizedTest(name = "{1} over {0}, proxied: {2}")
  @MethodSource("attacksOverEachForm")
  void theNextAddressIsTried(ProtocolVariant form, ConnectAttack attack, boolean proxied)
      throws Exception {
    ConnectAttackScript script =
        new ConnectAttackScript(
            proxied, (connection, port) -> port == OTHER ? null : attack, Honest.script(form));
    try (RawServer attacked = script.server(form);
        RawServer other = form.server(Honest.script(form))) {
      Pinelink.Builder builder =
          proxied ? form.clientThrough(attacked, ATTACKED, OTHER) : form.client(attacked, other);
      try (Pinelink client = builder.connectTimeout(connectTimeout(attack)).build()) {
        assertIsAnswered(timed(client, form, attacked));
      }
      assertThat(attacked.connections()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("tls")
  void aRefusedCertificateIsReportedThoughAnotherAddressFailsLater(ProtocolVariant form) {
    ConnectAttackScript stranger =
        new ConnectAttackScript(
            false, (connection, port) -> ConnectAttack.TLS_OF_A_STRANGER, Honest.script(form));
    ConnectAttackScript closing =
        new ConnectAttackScript(
            false, (connection, port) -> ConnectAttack.TLS_CLOSED, Honest.script(form));
    try (RawServer one = closing.server(form);
        RawServer two = stranger.server(form);
        RawServer three = closing.server(form);
        Pinelink client = form.client(one, two, three).build()) {
      Outcome outcome = Call.query(timed(client, form, one), 1);

      assertThat(outcome.failure())
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> {
                assertThat(e.networkCause()).isEqualTo(NetworkCause.UNTRUSTED_CERTIFICATE);
                assertThat(e.isRetryable()).isFalse();
              });
      assertThat(List.of(one, two, three))
          .as("addresses that were tried")
          .allMatch(server -> server.connections() > 0);
    }
  }

  static List<ProtocolVariant> tls() {
    return ProtocolVariant.proxied();
  }

  /**
   * Repeats a call until it is answered: on a busy machine, even an honest server may take longer
   * than the short connect timeout. Without another attempt, no call would ever be.
   */
  private static void assertIsAnswered(Index index) {
    Deadline deadline = Deadline.after(LONG);
    int number = 2;
    Outcome outcome = Call.query(index, number);
    while (outcome.isFailed() && !deadline.isExpired()) {
      number++;
      outcome = Call.query(index, number);
    }
    assertThat(outcome).isEqualTo(Outcome.answered());
  }
}
