package io.pinelink.contract.hostile;

import io.pinelink.error.NetworkCause;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * An attack on a connection before it is ready for calls. Each fails the address with the same
 * network cause over every protocol, and none may hold the client for longer than its connect
 * timeout.
 */
enum ConnectAttack {
  // A proxy's response to CONNECT.
  CONNECT_UNANSWERED(Step.TUNNEL, NetworkCause.PROXY_UNREACHABLE, Connection::awaitEndBelowTls),
  CONNECT_HALF_A_HEAD(
      Step.TUNNEL,
      NetworkCause.PROXY_UNREACHABLE,
      connection -> {
        connection.sendBelowTls(Bytes.ascii("HTTP/1.1 200 Connection est"));
        connection.awaitEndBelowTls();
      }),
  CONNECT_HEAD_THAT_DRIPS(
      Step.TUNNEL,
      NetworkCause.PROXY_UNREACHABLE,
      connection -> {
        connection.sendBelowTls(Bytes.ascii("HTTP/1.1 200 OK\r\nX-Slow: "));
        while (true) {
          connection.sendBelowTls(Bytes.ascii("x"));
          connection.pause(20);
        }
      }),
  CONNECT_INFORMATIONAL_AND_SILENCE(
      Step.TUNNEL,
      NetworkCause.PROXY_UNREACHABLE,
      connection -> {
        connection.sendBelowTls(HttpText.informational(103));
        connection.awaitEndBelowTls();
      }),
  CONNECT_CLOSED(Step.TUNNEL, NetworkCause.PROXY_UNREACHABLE, connection -> {}),
  CONNECT_REFUSED(
      Step.TUNNEL,
      NetworkCause.PROXY_REFUSED,
      connection -> {
        connection.sendBelowTls(Bytes.ascii("HTTP/1.1 503 pcsk_hostile_server\r\n\r\n"));
        connection.awaitEndBelowTls();
      }),
  CONNECT_SWITCHED(
      Step.TUNNEL,
      NetworkCause.PROXY_REFUSED,
      connection -> {
        connection.sendBelowTls(Bytes.ascii("HTTP/1.1 101 Switching\r\n\r\n"));
        connection.awaitEndBelowTls();
      }),
  CONNECT_INFORMATIONAL_FLOOD(
      Step.TUNNEL,
      NetworkCause.PROXY_REFUSED,
      connection -> {
        while (true) {
          connection.sendBelowTls(HttpText.informational(103));
        }
      }),
  CONNECT_ENDLESS_HEAD(
      Step.TUNNEL,
      NetworkCause.PROXY_REFUSED,
      connection -> {
        connection.sendBelowTls(Bytes.ascii("HTTP/1.1 200 OK\r\n"));
        while (true) {
          connection.sendBelowTls(Bytes.ascii("a: b\r\n"));
        }
      }),
  CONNECT_GARBAGE(
      Step.TUNNEL,
      NetworkCause.PROXY_REFUSED,
      connection -> {
        connection.sendBelowTls(Bytes.ascii("220 mail.example ESMTP\r\n\r\n"));
        connection.awaitEndBelowTls();
      }),

  // TLS.
  TLS_UNANSWERED(Step.TLS, NetworkCause.HANDSHAKE_TIMEOUT, Connection::awaitEndBelowTls),
  TLS_HALF_A_RECORD(
      Step.TLS,
      NetworkCause.HANDSHAKE_TIMEOUT,
      connection -> {
        connection.sendBelowTls(new byte[] {22, 3, 3, 0, 122, 2, 0});
        connection.awaitEndBelowTls();
      }),
  TLS_CLOSED(Step.TLS, NetworkCause.HANDSHAKE_RESET, Connection::readBelowTls),
  TLS_RESET(
      Step.TLS,
      NetworkCause.HANDSHAKE_RESET,
      connection -> {
        connection.inBelowTls().read();
        connection.reset();
      }),
  TLS_GARBAGE(
      Step.TLS,
      NetworkCause.PLAINTEXT_PORT,
      connection -> {
        connection.sendBelowTls(Bytes.ascii("HTTP/1.1 400 Bad Request\r\n\r\n"));
        connection.awaitEndBelowTls();
      }),
  TLS_OF_A_STRANGER(
      Step.TLS,
      NetworkCause.UNTRUSTED_CERTIFICATE,
      connection -> connection.handshake(Certificate.stranger())),

  // HTTP/2.
  HTTP_2_UNANSWERED(Step.HTTP_2, NetworkCause.HANDSHAKE_TIMEOUT, Connection::awaitEnd),
  HTTP_2_HALF_OF_SETTINGS(
      Step.HTTP_2,
      NetworkCause.HANDSHAKE_TIMEOUT,
      connection -> {
        connection.send(Bytes.first(Frame.settings(1, 4096).toBytes(), 10));
        connection.awaitEnd();
      }),
  HTTP_2_CLOSED(Step.HTTP_2, NetworkCause.HANDSHAKE_RESET, connection -> connection.in().read());

  /** The step of connecting that an attack is on. */
  enum Step {
    TUNNEL,
    TLS,
    HTTP_2
  }

  private static final Set<ConnectAttack> SLOW =
      EnumSet.of(
          CONNECT_UNANSWERED,
          CONNECT_HALF_A_HEAD,
          CONNECT_HEAD_THAT_DRIPS,
          CONNECT_INFORMATIONAL_AND_SILENCE,
          TLS_UNANSWERED,
          TLS_HALF_A_RECORD,
          HTTP_2_UNANSWERED,
          HTTP_2_HALF_OF_SETTINGS);

  private final Step step;
  private final NetworkCause cause;

  @SuppressWarnings("ImmutableEnumChecker") // a script has no state
  private final ConnectionScript script;

  ConnectAttack(Step step, NetworkCause cause, ConnectionScript script) {
    this.step = step;
    this.cause = cause;
    this.script = script;
  }

  /** Returns the network cause of the failure; in plaintext there is no handshake to break. */
  NetworkCause cause(ProtocolVariant form) {
    return cause == NetworkCause.HANDSHAKE_RESET && !form.isTls()
        ? NetworkCause.CONNECTION_LOST
        : cause;
  }

  /** Returns whether the client waits for its connect timeout. */
  boolean isSlow() {
    return SLOW.contains(this);
  }

  boolean appliesTo(ProtocolVariant form, boolean proxied) {
    return switch (step) {
      case TUNNEL -> proxied;
      case TLS -> form.isTls();
      case HTTP_2 -> form.isHttp2();
    };
  }

  boolean isOn(Step attacked) {
    return step == attacked;
  }

  void play(Connection connection) throws IOException {
    script.play(connection);
  }
}
