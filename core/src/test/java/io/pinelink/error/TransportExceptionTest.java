package io.pinelink.error;

import static io.pinelink.error.NetworkCause.CONNECTION_LOST;
import static io.pinelink.error.NetworkCause.CONNECTION_REFUSED;
import static io.pinelink.error.NetworkCause.CONNECT_TIMEOUT;
import static io.pinelink.error.NetworkCause.TLS_FAILURE;
import static io.pinelink.error.NetworkCause.UNKNOWN_HOST;
import static io.pinelink.error.NetworkCause.UNTRUSTED_CERTIFICATE;
import static io.pinelink.error.NetworkCause.WRONG_CERTIFICATE_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
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
  private static <T extends Throwable> T causedBy(T outer, Throwable cause) {
    outer.initCause(cause);
    return outer;
  }

  /** What was thrown; what it is; whether the request surely never left; whether it may pass. */
  static Stream<Arguments> failures() {
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
        arguments(new ConnectException("Connection refused"), CONNECTION_REFUSED, true, true),
        arguments(
            new ConnectException("finishConnect(..) failed: Connection refused: docs/10.0.0.1:443"),
            CONNECTION_REFUSED,
            true,
            true),
        arguments(new ConnectException("Connection timed out"), CONNECT_TIMEOUT, true, true),
        arguments(new ConnectTimeoutException("10000 ms"), CONNECT_TIMEOUT, true, true),
        arguments(new SocketTimeoutException("Connect timed out"), CONNECT_TIMEOUT, true, true),
        arguments(new ConnectException("Network is unreachable"), CONNECTION_LOST, true, true),
        arguments(
            causedBy(
                new SSLHandshakeException("bad"),
                new CertificateException(
                    "No subject alternative DNS name matching docs-a1 found.")),
            WRONG_CERTIFICATE_NAME,
            true,
            false),
        arguments(
            causedBy(
                new SSLHandshakeException("bad"),
                new CertificateException("No name matching docs-a1 found")),
            WRONG_CERTIFICATE_NAME,
            true,
            false),
        arguments(
            causedBy(
                new SSLHandshakeException("PKIX path building failed"),
                new CertificateException(
                    "PKIX path building failed",
                    new CertPathBuilderException("unable to find valid certification path"))),
            UNTRUSTED_CERTIFICATE,
            true,
            false),
        arguments(
            causedBy(
                new SSLHandshakeException("PKIX path validation failed"),
                new CertificateException(
                    "PKIX path validation failed",
                    new CertPathValidatorException("signature check failed"))),
            UNTRUSTED_CERTIFICATE,
            true,
            false),
        arguments(
            causedBy(new SSLHandshakeException("bad"), new CertificateException("expired")),
            TLS_FAILURE,
            true,
            false),
        arguments(
            causedBy(
                new SSLHandshakeException("Remote host terminated the handshake"),
                new EOFException("SSL peer shut down incorrectly")),
            TLS_FAILURE,
            true,
            false),
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

  /** As network libraries name theirs. */
  private static final class ConnectTimeoutException extends ConnectException {
    private static final long serialVersionUID = 1;

    ConnectTimeoutException(String message) {
      super(message);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theNetworkTellsWhatIsWrong(
      Throwable thrown, NetworkCause cause, boolean unsent, boolean retryable) {
    TransportException exception = TransportException.of(Failures.PUBLIC, false, thrown);

    assertThat(exception.networkCause()).isEqualTo(cause).isEqualTo(NetworkCause.of(thrown));
    assertThat(exception.isUnsent()).isEqualTo(unsent);
    assertThat(exception.isRetryable()).isEqualTo(retryable);
    assertThat(exception).hasCause(thrown).hasMessageStartingWith("query on " + Failures.HOST);
    assertThat(TransportException.of(Failures.PUBLIC, true, thrown).isUnsent()).isTrue();
  }

  @Test
  void anUnknownPrivateNameNamesTheZone() {
    assertThat(TransportException.of(Failures.PRIVATE, false, new UnknownHostException()))
        .hasMessage(
            "query on %1$s (private route) after 3 attempts: the name %1$s:443 does not resolve;"
                + " private names have no public record: the DNS zone"
                + " 'private.aped-1.pinecone.io' must answer where this client runs",
            Failures.PRIVATE_HOST);
    assertThat(TransportException.of(Failures.PUBLIC, false, new UnknownHostException()))
        .hasMessage(
            "query on %1$s (public route): the name %1$s:443 does not resolve", Failures.HOST);
  }

  @Test
  void eachCauseSaysWhereToLook() {
    assertThat(message(new ConnectException("timed out"))).contains("security groups");
    assertThat(message(new ConnectException("refused"))).contains("nobody listens on that port");
    assertThat(message(new CertificateException("No name matching x found")))
        .contains("the server's certificate is not for " + Failures.HOST)
        .contains("(No name matching x found)");
    assertThat(message(new CertPathBuilderException("no path"))).contains("TlsOptions");
    assertThat(message(new SSLException("odd"))).endsWith("TLS failed (odd)");
    assertThat(message(new IOException())).endsWith("the connection failed (IOException)");
  }

  private static String message(Throwable thrown) {
    return String.valueOf(TransportException.of(Failures.PUBLIC, false, thrown).getMessage());
  }

  @Test
  void aCallMayEndWithoutAnythingThrown() {
    TransportException exception = TransportException.of(Failures.PUBLIC, true, "GOAWAY");
    assertThat(exception).hasMessageEndingWith("(public route): GOAWAY").hasNoCause();
    assertThat(exception.networkCause()).isEqualTo(CONNECTION_LOST);
    assertThat(exception.isUnsent()).isTrue();
    assertThat(exception.isRetryable()).isTrue();
  }
}
