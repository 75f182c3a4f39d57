package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.internal.Timers;
import io.pinelink.internal.probe.Handshake;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PathMtuCheckTest {
  private static final Duration STEP = Duration.ofSeconds(5);

  private final DiagnosisBuilder findings = new DiagnosisBuilder(System::nanoTime);

  /** Checks the path to a server that answers all requests but some, numbered from 1. */
  private Step check(Timers timers, Integer... unanswered) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (TlsServer server = new TlsServer(PrivateRoute.HOST, Instant.now(), "h2", "http/1.1")) {
      server.silentIf(
          () -> {
            boolean silent = List.of(unanswered).contains(requests.incrementAndGet());
            if (silent) {
              timers.end();
            }
            return silent;
          });
      Destination destination =
          Destination.of(
              PrivateRoute.router(
                      RoutePolicy.privateRequired(),
                      TlsOptions.trustOnly(server.authority()),
                      ProxyOptions.none(),
                      ConnectRule.forHost(PrivateRoute.HOST).dial(server.address()))
                  .toHost(PrivateRoute.HOST));
      AddressResolver resolver = AddressResolver.system();
      Handshake shake =
          new PathConnector(new ProbeConnector(resolver, new Timers()))
              .shake(destination, new ConnectTarget(server.address(), null), Deadline.after(STEP));
      new PathMtuCheck(
              new PathConnector(new ProbeConnector(resolver, timers)),
              InstantSource.system(),
              STEP,
              findings)
          .check(destination, shake);
    }
    return findings.steps().get(0);
  }

  @Test
  void aLargeRequestThatIsAnsweredPasses() throws Exception {
    Step step = check(new Timers());

    assertThat(step.check()).isEqualTo(Check.PATH_MTU);
    assertThat(step.status()).isEqualTo(Status.OK);
    assertThat(step.seen())
        .isEqualTo(
            "a request of 12 KB arrived; the server's certificates need one packet only, so larger"
                + " ones from it were not seen");
  }

  @Test
  void largeRequestsWithoutAnAnswerFailIfSmallOnesAreAnswered() throws Exception {
    Step step = check(new Timers(), 2, 4);

    assertThat(step.status()).isEqualTo(Status.FAILED);
    assertThat(step.seen())
        .startsWith(
            "large packets to the server are lost: a request of 12 KB got no answer within 5 s,"
                + " twice, a small one did in ");
    assertThat(step.hint()).contains(PathMtuCheck.REPAIR);
  }

  @Test
  void oneLargeRequestWithoutAnAnswerIsRepeated() throws Exception {
    assertThat(check(new Timers(), 2).status()).isEqualTo(Status.OK);
  }

  @Test
  void nothingIsConcludedIfTheRepeatedSmallRequestIsNotAnswered() throws Exception {
    Step step = check(new Timers(), 2, 3);

    assertThat(step.status()).isEqualTo(Status.SKIPPED);
    assertThat(step.seen()).endsWith("no answer in time");
  }

  @Test
  void aHandshakeThatDoesNotEndShowsNothingAboutLargePackets() throws Exception {
    // The time of the large request is over at once.
    Step step = check(Timers.thatAreOverAfter(1));

    assertThat(step.status()).isEqualTo(Status.SKIPPED);
    assertThat(step.seen()).endsWith("the TLS handshake did not end within 5 s");
  }

  @Test
  void nothingIsConcludedIfASmallRequestIsNotAnsweredEither() throws Exception {
    Step step = check(new Timers(), 1);

    assertThat(step.status()).isEqualTo(Status.SKIPPED);
    assertThat(step.seen()).endsWith("no answer in time");
  }
}
