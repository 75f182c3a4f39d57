package io.pinelink.error;

import static io.pinelink.error.NetworkCause.CONNECTION_LOST;
import static io.pinelink.error.NetworkCause.CONNECTION_REFUSED;
import static io.pinelink.error.NetworkCause.CONNECT_TIMEOUT;
import static io.pinelink.error.NetworkCause.DNS_TIMEOUT;
import static io.pinelink.error.NetworkCause.EXPIRED_CERTIFICATE;
import static io.pinelink.error.NetworkCause.HANDSHAKE_RESET;
import static io.pinelink.error.NetworkCause.HANDSHAKE_TIMEOUT;
import static io.pinelink.error.NetworkCause.NO_COMMON_PROTOCOL;
import static io.pinelink.error.NetworkCause.PLAINTEXT_PORT;
import static io.pinelink.error.NetworkCause.PROXY_REFUSED;
import static io.pinelink.error.NetworkCause.PROXY_UNREACHABLE;
import static io.pinelink.error.NetworkCause.TLS_FAILURE;
import static io.pinelink.error.NetworkCause.UNKNOWN_HOST;
import static io.pinelink.error.NetworkCause.UNTRUSTED_CERTIFICATE;
import static io.pinelink.error.NetworkCause.WRONG_CERTIFICATE_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.network.Certificates;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.RefusedCertificateException.Reason;
import io.pinelink.spi.Failures;
import io.pinelink.spi.dial.ConnectExceptions;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransportExceptionTest {
  private static final HttpProxy PROXY =
      ProxyOptions.http("proxy.example", 3128).proxyFor("docs", 443).orElseThrow();

  private static <T extends Throwable> T causedBy(T outer, Throwable cause) {
    outer.initCause(cause);
    return outer;
  }

  private static SSLHandshakeException refusedFor(Reason reason) throws Exception {
    return causedBy(new SSLHandshakeException("bad"), Certificates.refusal(reason));
  }

  /**
   * The exception, its cause, whether the request was certainly not sent, whether it is transient.
   */
  static Stream<Arguments> failures() throws Exception {
    return Stream.of(
        arguments(new UnknownHostException("docs"), UNKNOWN_HOST, true, false),
        arguments(
            causedBy(new ConnectException(), new UnresolvedAddressException()),
            UNKNOWN_HOST,
            true,
            false),
        arguments(
            new CompletionException(new IOException(new UnknownHostException("docs"))),
            UNKNOWN_HOST,
            true,
            false),
        arguments(
            ConnectExceptions.lookupTimeout("docs", Duration.ofSeconds(1)),
            DNS_TIMEOUT,
            true,
            true),
        arguments(
            ConnectExceptions.tlsTimeout(Duration.ofSeconds(1)), HANDSHAKE_TIMEOUT, true, true),
        arguments(
            ConnectExceptions.http2Timeout(Duration.ofSeconds(1)), HANDSHAKE_TIMEOUT, true, true),
        arguments(
            ConnectExceptions.proxyUnreachable(PROXY, new ConnectException("Connection refused")),
            PROXY_UNREACHABLE,
            true,
            true),
        arguments(
            ConnectExceptions.proxySilent(PROXY, Duration.ofSeconds(1)),
            PROXY_UNREACHABLE,
            true,
            true),
        arguments(ConnectExceptions.proxyClosed(PROXY), PROXY_UNREACHABLE, true, true),
        arguments(ConnectExceptions.proxyRefused(PROXY, 407), PROXY_REFUSED, true, false),
        arguments(ConnectExceptions.proxyNotHttp(PROXY), PROXY_REFUSED, true, false),
        arguments(new ConnectException("Connection refused"), CONNECTION_REFUSED, true, true),
        arguments(
            new ConnectException("finishConnect(..) failed: Connection refused: docs/10.0.0.1:443"),
            CONNECTION_REFUSED,
            true,
            true),
        arguments(new ConnectException("Connection timed out"), CONNECT_TIMEOUT, true, true),
        arguments(new ConnectTimeoutException("10000 ms"), CONNECT_TIMEOUT, true, true),
        arguments(new SocketTimeoutException("Connect timed out"), CONNECT_TIMEOUT, true, true),
        arguments(new ConnectException("Network is unreachable"), CONNECT_TIMEOUT, true, true),
        arguments(new ConnectException("odd"), CONNECTION_LOST, true, true),
        arguments(new SocketException("Network is unreachable"), CONNECT_TIMEOUT, true, true),
        arguments(refusedFor(Reason.WRONG_NAME), WRONG_CERTIFICATE_NAME, true, false),
        arguments(refusedFor(Reason.NO_DNS_NAME), WRONG_CERTIFICATE_NAME, true, false),
        arguments(refusedFor(Reason.UNKNOWN_ISSUER), UNTRUSTED_CERTIFICATE, true, false),
        arguments(refusedFor(Reason.EXPIRED), EXPIRED_CERTIFICATE, true, false),
        arguments(refusedFor(Reason.NOT_YET_VALID), EXPIRED_CERTIFICATE, true, false),
        arguments(
            new SSLHandshakeException("Received fatal alert: no_application_protocol"),
            NO_COMMON_PROTOCOL,
            true,
            false),
        arguments(
            causedBy(new SSLHandshakeException("bad"), new CertificateException("odd")),
            TLS_FAILURE,
            true,
            false),
        arguments(
            causedBy(
                new SSLHandshakeException("Remote host terminated the handshake"),
                new EOFException("SSL peer shut down incorrectly")),
            HANDSHAKE_RESET,
            true,
            true),
        arguments(new SSLPeerUnverifiedException("peer not verified"), TLS_FAILURE, true, false),
        arguments(new SSLException("not an SSL/TLS record"), TLS_FAILURE, false, false),
        arguments(
            new SSLException("Connection reset", new SocketException("Connection reset")),
            CONNECTION_LOST,
            false,
            true),
        arguments(new SocketException("Connection reset"), CONNECTION_LOST, false, true),
        arguments(new SocketTimeoutException("Read timed out"), CONNECTION_LOST, false, true),
        arguments(new ClosedChannelException(), CONNECTION_LOST, false, true),
        arguments(new IllegalStateException(), CONNECTION_LOST, false, true));
  }

  /** An exception with the name that network libraries use. */
  private static final class ConnectTimeoutException extends ConnectException {
    private static final long serialVersionUID = 1;

    ConnectTimeoutException(String message) {
      super(message);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void networkCausesAreDerivedFromExceptions(
      Throwable thrown, NetworkCause cause, boolean unsent, boolean retryable) {
    TransportException exception = Failures.connectionLost(FailedCalls.PUBLIC, false, thrown);

    assertThat(exception.networkCause()).isEqualTo(cause).isEqualTo(NetworkCauses.of(thrown));
    assertThat(exception.isUnsent()).isEqualTo(unsent);
    assertThat(exception.isRetryable()).isEqualTo(retryable);
    assertThat(exception).hasCause(thrown).hasMessageStartingWith("query on " + FailedCalls.HOST);
    assertThat(Failures.connectionLost(FailedCalls.PUBLIC, true, thrown).isUnsent()).isTrue();
  }

  @Test
  void anUnknownPrivateNameNamesTheZone() {
    assertThat(Failures.connectionLost(FailedCalls.PRIVATE, false, new UnknownHostException()))
        .hasMessage(
            "query on %1$s (private route) after 3 attempts: the name %1$s:443 does not resolve;"
                + " private names have no public record: the DNS zone"
                + " 'private.aped-1.pinecone.io' must answer where this client runs",
            FailedCalls.PRIVATE_HOST);
    assertThat(Failures.connectionLost(FailedCalls.PUBLIC, false, new UnknownHostException()))
        .hasMessage(
            "query on %1$s (public route): the name %1$s:443 does not resolve; check the name,"
                + " and DNS where this client runs",
            FailedCalls.HOST);
  }

  @Test
  void eachCauseHasAHint() throws Exception {
    assertThat(message(new ConnectException("timed out"))).contains("security groups");
    assertThat(message(new ConnectException("refused"))).contains("nothing listens on that port");
    assertThat(message(refusedFor(Reason.WRONG_NAME)))
        .contains("certificate is for a.example, b.example, not for ")
        .contains(FailedCalls.HOST + ":443 leads to another server")
        .contains("check DNS");
    assertThat(message(refusedFor(Reason.NO_DNS_NAME)))
        .contains("must be reissued with the DNS name ")
        .doesNotContain("another server");
    assertThat(message(refusedFor(Reason.UNKNOWN_ISSUER)))
        .contains("is by 'CN=theirs', which is not trusted; a proxy may be inspecting TLS")
        .contains("TlsOptions.alsoTrusting");
    assertThat(message(refusedFor(Reason.EXPIRED))).contains("expired at ", "must be renewed");
    assertThat(message(refusedFor(Reason.NOT_YET_VALID)))
        .contains("is not valid before ", "this machine's clock");
    assertThat(message(new SSLHandshakeException("Alert: NO_APPLICATION_PROTOCOL")))
        .contains("gRPC needs HTTP/2", "Protocol.REST", "exclude the host from inspection");
    assertThat(message(new SSLException("odd"))).endsWith("TLS failed (odd)");
    assertThat(message(new IOException())).endsWith("the connection failed (IOException)");
  }

  private static String message(Throwable thrown) {
    return String.valueOf(Failures.connectionLost(FailedCalls.PUBLIC, false, thrown).getMessage());
  }

  /** Returns exceptions of a connection that was being made, and their network causes. */
  static Stream<Arguments> breaks() {
    return Stream.of(
        arguments(new SocketException("Connection reset"), HANDSHAKE_RESET),
        arguments(new ClosedChannelException(), HANDSHAKE_RESET),
        arguments(new SSLException("reset", new IOException("Broken pipe")), HANDSHAKE_RESET),
        arguments(new ConnectException("Connection refused"), CONNECTION_REFUSED),
        arguments(new SSLException("not an SSL/TLS record: 485454502f"), PLAINTEXT_PORT),
        arguments(new SSLException("Unsupported or unrecognized SSL message"), PLAINTEXT_PORT),
        arguments(
            new SSLException("Unrecognized SSL message, plaintext connection?"), PLAINTEXT_PORT),
        arguments(new SSLException("odd"), TLS_FAILURE),
        arguments(new IllegalStateException("pool is closed"), CONNECTION_LOST));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aConnectionThatBreaksWhileConnectingFailedInTheHandshake(
      Throwable thrown, NetworkCause cause) {
    TransportException exception = Failures.unconnected(FailedCalls.PRIVATE, thrown);

    assertThat(exception.networkCause()).isEqualTo(cause);
    assertThat(exception.isUnsent()).isTrue();
  }

  @Test
  void aBrokenHandshakeListsPossibleReasons() {
    TransportException exception =
        Failures.unconnected(FailedCalls.PRIVATE, new SocketException("Connection reset"));

    assertThat(exception)
        .hasMessageContaining(
            FailedCalls.PRIVATE_HOST + ":443 was established, but broke in the TLS handshake")
        .hasMessageContainingAll("not be accepted", "no healthy target", "inspects TLS");
    assertThat(exception.isRetryable()).isTrue();
  }

  @Test
  void plaintextConnectionsHaveNoHandshakeFailure() {
    assertThat(
            Failures.unconnected(FailedCalls.LOCAL, new SocketException("Connection reset"))
                .networkCause())
        .isEqualTo(CONNECTION_LOST);
  }

  @Test
  void aMissingCommonProtocolMayHaveAnyException() {
    TransportException exception =
        Failures.noCommonProtocol(FailedCalls.PRIVATE, new IllegalStateException("ALPN"));

    assertThat(exception.networkCause()).isEqualTo(NO_COMMON_PROTOCOL);
    assertThat(exception.isUnsent()).isTrue();
    assertThat(exception.isRetryable()).isFalse();
  }

  @Test
  void aCallMayFailWithoutAnException() {
    TransportException exception = Failures.connectionLost(FailedCalls.PUBLIC, true, "GOAWAY");
    assertThat(exception).hasMessageEndingWith("(public route): GOAWAY").hasNoCause();
    assertThat(exception.networkCause()).isEqualTo(CONNECTION_LOST);
    assertThat(exception.isUnsent()).isTrue();
    assertThat(exception.isRetryable()).isTrue();
  }
}
