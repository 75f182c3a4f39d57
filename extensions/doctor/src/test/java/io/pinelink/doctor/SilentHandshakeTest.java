package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.SilentHandshake.Reason;
import io.pinelink.internal.Timers;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.probe.ProbeConnector;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.network.TlsServer;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SilentHandshakeTest {
  private static SilentHandshake at(InetSocketAddress address, TlsOptions tls, Scheduler timers) {
    return at(address, tls, timers, Duration.ofSeconds(3));
  }

  private static SilentHandshake at(
      InetSocketAddress address, TlsOptions tls, Scheduler timers, Duration max) {
    Destination destination =
        Destination.of(
            PrivateRoute.router(
                    RoutePolicy.privateRequired(),
                    tls,
                    ProxyOptions.none(),
                    ConnectRule.forHost(PrivateRoute.HOST).dial(address))
                .toHost(PrivateRoute.HOST));
    return SilentHandshake.at(
        new ConnectTarget(address, null),
        destination,
        new PathConnector(new ProbeConnector(AddressResolver.system(), timers)),
        max);
  }

  @Test
  void nothingIsAnsweredIfNoDataPasses() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SilentHandshake found =
          at(
              (InetSocketAddress) silent.getLocalSocketAddress(),
              TlsOptions.systemTrust(),
              Timers.thatAreOverAfter(0));

      assertThat(found.reason()).isEqualTo(Reason.NO_DATA);
    }
  }

  @Test
  void aHeldHandshakeFailsInSmallPacketsToo() throws Exception {
    try (TlsServer server = new TlsServer(PrivateRoute.HOST, Instant.now(), "h2")) {
      // The server reacts to the small message, and the handshake is over at once.
      SilentHandshake found =
          at(
              server.address(),
              TlsOptions.trustOnly(server.authority()),
              Timers.thatAreOverAfter(1));

      assertThat(found.reason()).isEqualTo(Reason.HELD);
    }
  }

  @Test
  void onlyAHandshakeWithSmallPacketsEnds() throws Exception {
    Timers timers = new Timers();
    Scheduler overForTheSecond =
        delay -> {
          CompletableFuture<Void> timer = timers.after(delay);
          if (timers.delays().size() == 2) {
            timer.complete(null);
          }
          return timer;
        };
    try (TlsServer server = new TlsServer(PrivateRoute.HOST, Instant.now(), "h2")) {
      SilentHandshake found =
          at(server.address(), TlsOptions.trustOnly(server.authority()), overForTheSecond);

      assertThat(found.reason()).isEqualTo(Reason.SIZE);
      assertThat(found.handshake()).isNotNull();
    }
  }

  @Test
  void aHandshakeThatEndsWithMoreTimeIsSlow() throws Exception {
    try (TlsServer server = new TlsServer(PrivateRoute.HOST, Instant.now(), "h2")) {
      SilentHandshake found =
          at(server.address(), TlsOptions.trustOnly(server.authority()), new Timers());

      assertThat(found.reason()).isEqualTo(Reason.SLOW);
    }
  }

  @Test
  void aConnectionThatCannotBeRepeatedShowsNothingAboutData() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // The time of the connect is over at once.
      SilentHandshake found =
          at(
              (InetSocketAddress) silent.getLocalSocketAddress(),
              TlsOptions.systemTrust(),
              new Timers(),
              Duration.ZERO);

      assertThat(found.reason()).isEqualTo(Reason.UNSTABLE);
    }
  }
}
