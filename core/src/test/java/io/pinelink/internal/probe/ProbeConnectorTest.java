package io.pinelink.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.Timers;
import io.pinelink.internal.failure.ConnectPhaseTimeoutException;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.network.TlsServer;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProbeConnectorTest {
  private static final String HOST = PrivateRoute.HOST;

  private final List<InetSocketAddress> reported = new ArrayList<>();
  private final Timers timers = new Timers();
  private final AddressResolver resolver =
      new AddressResolver(
          DnsResolver.system(),
          () -> 0L,
          new RouteListener() {
            @Override
            public void connected(Connection connection) {
              reported.add(connection.address());
            }
          });
  private final ProbeConnector connector = new ProbeConnector(resolver, timers);

  private static Destination destination(
      TlsOptions tls, ProxyOptions proxy, InetSocketAddress address) {
    ConnectRule rule = ConnectRule.forHost(HOST).dial(address);
    return Destination.of(
        PrivateRoute.router(RoutePolicy.privateRequired(), tls, proxy, rule).toHost(HOST));
  }

  private static Destination destination(InetSocketAddress address) {
    return destination(TlsOptions.systemTrust(), ProxyOptions.none(), address);
  }

  private static Handshake shake(ProbeConnector connector, Destination to, ConnectTarget target)
      throws IOException {
    Deadline deadline = Deadline.after(Duration.ofSeconds(10));
    return connector.shake(ProbeConnector.socket(), to, target, deadline, () -> {});
  }

  private static ServerSocket listening() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static InetSocketAddress address(ServerSocket server) {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  @Test
  void aHandshakeIsReportedAndItsTimerIsRemoved() throws Exception {
    try (TlsServer server = new TlsServer(HOST, Instant.now(), "h2")) {
      Handshake shake =
          shake(
              connector,
              destination(
                  TlsOptions.trustOnly(server.authority()), ProxyOptions.none(), server.address()),
              new ConnectTarget(server.address(), null));

      assertThat(shake.applicationProtocol()).isEqualTo("h2");
      assertThat(shake.certificate().names()).containsExactly(HOST);
      assertThat(reported).containsExactly(server.address());
      assertThat(timers.pending()).isZero();
    }
  }

  /** Each byte comes in time, and all of them together never would. */
  @Test
  void aDrippingServerIsAbandonedAtTheTimeout() throws Exception {
    try (ServerSocket server = listening()) {
      CompletableFuture<Void> dripped = CompletableFuture.runAsync(() -> drip(server));

      assertThatThrownBy(
              () ->
                  shake(
                      connector,
                      destination(address(server)),
                      new ConnectTarget(address(server), null)))
          .isInstanceOf(ConnectPhaseTimeoutException.class)
          .hasMessage("the TLS handshake did not end within 10 s");
      assertThat(timers.delays())
          .singleElement()
          .satisfies(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(10)));
      dripped.join();
    }
  }

  /** The head of a record of TLS, and of what it announces a few bytes. */
  private void drip(ServerSocket server) {
    try (Socket socket = server.accept()) {
      // The client has begun: its time is running.
      socket.getInputStream().read();
      OutputStream out = socket.getOutputStream();
      for (byte part : new byte[] {22, 3, 3, 0x3f, 0, 2, 0, 0}) {
        out.write(part);
        out.flush();
      }
      timers.end();
      while (socket.getInputStream().read() >= 0) {
        // Until the client has gone.
      }
    } catch (IOException e) {
      // It is gone.
    }
  }

  @Test
  void aProxyThatDoesNotAnswerIsNamed() throws Exception {
    try (ServerSocket silent = listening()) {
      int port = silent.getLocalPort();
      Destination destination =
          destination(
              TlsOptions.systemTrust(),
              ProxyOptions.http("127.0.0.1", port).alsoForPrivateRoutes(),
              new InetSocketAddress("10.0.0.7", 443));

      assertThatThrownBy(
              () ->
                  shake(
                      new ProbeConnector(resolver, Timers.thatAreOverAfter(0)),
                      destination,
                      new ConnectTarget(destination.dial().get(0), address(silent))))
          .isInstanceOf(ConnectException.class)
          .hasMessage("the proxy 127.0.0.1:%d did not answer CONNECT within 10 s", port);
      assertThat(reported).containsExactly(address(silent));
    }
  }

  @Test
  void anUnreachableProxyIsNamed() throws Exception {
    InetSocketAddress closed;
    try (ServerSocket socket = listening()) {
      closed = address(socket);
    }
    Destination destination =
        destination(
            TlsOptions.systemTrust(),
            ProxyOptions.http("127.0.0.1", closed.getPort()).alsoForPrivateRoutes(),
            new InetSocketAddress("10.0.0.7", 443));

    assertThatThrownBy(
            () ->
                shake(connector, destination, new ConnectTarget(destination.dial().get(0), closed)))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith(
            "the proxy 127.0.0.1:" + closed.getPort() + " cannot be reached: Connection refused");
    assertThat(reported).isEmpty();
  }
}
