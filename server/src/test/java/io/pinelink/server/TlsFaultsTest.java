package io.pinelink.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.pinelink.Pinelink;
import io.pinelink.error.PinelinkException;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.retry.RetryOptions;
import io.pinelink.server.FaultRule.Plane;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the faults of TLS handshakes with clients that verify certificates. */
@Tag("slow")
class TlsFaultsTest {
  private static final String CONTROL = "api.pinecone.io";
  private static final String DOCS = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  private static final byte[] CLIENT_HELLO = clientHello();

  private static EmbeddedPinecone server;
  private static TestClients clients;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    clients = new TestClients(server);
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
  }

  @AfterEach
  void clear() {
    server.faults().clear();
  }

  @AfterAll
  static void stop() {
    clients.close();
    server.close();
  }

  private static int status(Listener listener, String host) {
    return clients.http(listener, host, "GET", "/indexes", EmbeddedPinecone.API_KEY, "").status();
  }

  private static Throwable failure(Listener listener, String host) {
    try {
      int status = status(listener, host);
      throw new AssertionError("status " + status);
    } catch (UncheckedIOException e) {
      return requireNonNull(e.getCause());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handshake_failure",
        "bad_certificate",
        "access_denied",
        "protocol_version",
        "insufficient_security",
        "internal_error",
        "unrecognized_name",
        "no_application_protocol"
      })
  void anAlertRefusesTheHandshake(String alert) {
    ActiveFault fault = server.faults().add(FaultRule.always(Fault.tlsAlert(alert)));

    assertThat(failure(Listener.CONTROL, CONTROL))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining(alert);
    fault.remove();

    assertThat(status(Listener.CONTROL, CONTROL)).isEqualTo(200);
    assertThat(fault.strikes()).isEqualTo(1);
  }

  @Test
  void anExpiredCertificateIsPresented() {
    server.faults().nextOfAny(Fault.expiredCertificate());

    assertThat(failure(Listener.CONTROL, CONTROL))
        .hasRootCauseInstanceOf(CertificateExpiredException.class);
    assertThat(status(Listener.CONTROL, CONTROL)).isEqualTo(200);
  }

  @Test
  void aCertificateThatIsNotYetValidIsPresented() {
    server.faults().nextOfAny(Fault.certificateNotYetValid());

    assertThat(failure(Listener.CONTROL, CONTROL))
        .hasRootCauseInstanceOf(CertificateNotYetValidException.class);
  }

  @Test
  void aCertificateOfAnotherHostIsPresented() {
    server.faults().nextOfAny(Fault.wrongHostCertificate());

    assertThat(failure(Listener.CONTROL, CONTROL))
        .isInstanceOf(SSLHandshakeException.class)
        .hasRootCauseInstanceOf(CertificateException.class)
        .hasMessageContaining(CONTROL);
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsPresented() {
    server.faults().nextOfAny(Fault.untrustedCertificate());

    assertThat(failure(Listener.CONTROL, CONTROL))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("PKIX");
  }

  @Test
  void aStalledHandshakeIsClosedAfterItsTimeout() {
    server.faults().nextOfAny(Fault.tlsStall(Duration.ofMillis(50)));
    long begin = System.nanoTime();

    assertThat(failure(Listener.CONTROL, CONTROL)).isInstanceOf(IOException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(Duration.ofMillis(50));
  }

  @Test
  void aStalledHandshakeWithoutATimeoutStaysOpen() {
    server.faults().nextOfAny(Fault.tlsStall(Duration.ZERO));

    // The timeout of the client ends it: the server sends nothing.
    assertThatThrownBy(
            () -> {
              try (Socket socket =
                  new Socket(
                      server.address(Listener.CONTROL).getAddress(),
                      server.address(Listener.CONTROL).getPort())) {
                socket.setSoTimeout(200);
                socket.getOutputStream().write(CLIENT_HELLO);
                socket.getInputStream().read();
              }
            })
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(server.faults().pending()).isEmpty();
  }

  /** Returns a ClientHello with one cipher suite and no extensions. */
  private static byte[] clientHello() {
    byte[] hello = new byte[50];
    byte[] begin = {22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3};
    System.arraycopy(begin, 0, hello, 0, begin.length);
    byte[] end = {0, 0, 2, 0x13, 1, 1, 0};
    System.arraycopy(end, 0, hello, hello.length - end.length, end.length);
    return hello;
  }

  @Test
  void onlyTheListenerAndTheHostOfTheRuleAreStruck() {
    ActiveFault fault =
        server
            .faults()
            .add(
                FaultRule.builder(Fault.tlsAlert())
                    .listener(Listener.PUBLIC_DATA)
                    .host("docs-*.svc.*")
                    .build());

    assertThat(status(Listener.CONTROL, CONTROL)).isEqualTo(200);
    assertThat(status(Listener.PUBLIC_DATA, DOCS.replace("docs", "other"))).isEqualTo(404);
    assertThat(failure(Listener.PUBLIC_DATA, DOCS)).isInstanceOf(SSLException.class);
    assertThat(fault.matches()).isEqualTo(1);
  }

  @Test
  void grpcCallsFailWithTheirHandshake() {
    server.faults().add(FaultRule.always(Fault.untrustedCertificate()));

    assertThatThrownBy(
            () ->
                clients
                    .stub(Listener.PUBLIC_DATA, DOCS, EmbeddedPinecone.API_KEY)
                    .describeIndexStats(DescribeIndexStatsRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void pinelinkReportsAFlawedCertificateAndRecovers(Protocol protocol) {
    try (Pinelink client =
        server
            .clientBuilder()
            .protocols(protocol, Protocol.REST)
            .retryOptions(RetryOptions.none())
            .build()) {
      QueryRequest query = QueryRequest.nearest(1, 0);
      ActiveFault fault =
          server
              .faults()
              .add(FaultRule.builder(Fault.expiredCertificate()).plane(Plane.DATA).build());

      assertThatThrownBy(() -> client.index("docs").query(query))
          .isInstanceOf(PinelinkException.class)
          .hasStackTraceContaining("ertificate");
      fault.remove();

      assertThat(client.index("docs").query(query).matches()).isEmpty();
      assertThat(fault.strikes()).isPositive();
    }
  }

  @Test
  void connectionsInPlaintextAreNotStruck() throws IOException {
    try (EmbeddedPinecone plain = EmbeddedPinecone.builder().localMode().start();
        PlaintextCaller caller = new PlaintextCaller(plain.address(Listener.CONTROL).getPort())) {
      ActiveFault fault = plain.faults().add(FaultRule.always(Fault.tlsAlert()));

      assertThat(caller.http1("/indexes").status()).isEqualTo(200);
      assertThat(fault.matches()).isZero();
    }
  }
}
