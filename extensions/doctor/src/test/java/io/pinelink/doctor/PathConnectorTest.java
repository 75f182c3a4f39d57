package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.Timers;
import io.pinelink.internal.probe.ProbeConnector;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.network.TlsServer;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class PathConnectorTest {
  private static final String HOST = PrivateRoute.HOST;

  private final PathConnector connector =
      new PathConnector(new ProbeConnector(AddressResolver.system(), new Timers()));

  private static Destination destination(
      TlsOptions tls, ProxyOptions proxy, InetSocketAddress address) {
    ConnectRule rule = ConnectRule.forHost(HOST).dial(address);
    return Destination.of(
        PrivateRoute.router(RoutePolicy.privateRequired(), tls, proxy, rule).toHost(HOST));
  }

  private static Destination destination(InetSocketAddress address) {
    return destination(TlsOptions.systemTrust(), ProxyOptions.none(), address);
  }

  private static Deadline deadline() {
    return Deadline.after(Duration.ofSeconds(10));
  }

  @Test
  void anExpiredServerReportsItsTimeIfDatesAreIgnored() throws Exception {
    Instant time = Instant.parse("2026-11-30T10:15:30Z");
    try (TlsServer server = TlsServer.expired(HOST, time, "http/1.1")) {
      Destination destination =
          destination(
              TlsOptions.trustOnly(server.authority()), ProxyOptions.none(), server.address());
      ConnectTarget target = new ConnectTarget(server.address(), null);

      assertThat(connector.ignoringDates().request(destination, target, 0, deadline()).date())
          .contains(time);
      assertThatThrownBy(() -> connector.request(destination, target, 0, deadline()))
          .hasStackTraceContaining("expired at");
    }
  }

  @Test
  void ignoringDatesStillChecksAuthorityAndName() throws Exception {
    try (TlsServer server = TlsServer.expired("other.example", Instant.now(), "http/1.1")) {
      ConnectTarget target = new ConnectTarget(server.address(), null);

      assertThatThrownBy(
              () ->
                  connector
                      .ignoringDates()
                      .request(destination(server.address()), target, 0, deadline()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasStackTraceContaining("trust anchors");
      Destination trusted =
          destination(
              TlsOptions.trustOnly(server.authority()), ProxyOptions.none(), server.address());
      assertThatThrownBy(() -> connector.ignoringDates().request(trusted, target, 0, deadline()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasStackTraceContaining("No subject alternative DNS name matching " + HOST);
    }
  }

  @Test
  void aLargeRequestIsAnswered() throws Exception {
    try (TlsServer server = new TlsServer(HOST, Instant.EPOCH, "http/1.1")) {
      HttpHead head =
          connector.request(
              destination(
                  TlsOptions.trustOnly(server.authority()), ProxyOptions.none(), server.address()),
              new ConnectTarget(server.address(), null),
              12 * 1_024,
              deadline());

      assertThat(head.text()).startsWith("HTTP/1.1 401 ");
    }
  }
}
