package io.pinelink.doctor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.watch.RouteChange.Item;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostStateTest {
  private static final int RISE = 2;
  private static final int FALL = 2;

  private final HostState state = new HostState(Diagnoses.HOST, RISE, FALL, Duration.ofDays(14));

  private static List<String> subjects(RouteChange change) {
    return change.changes().stream().map(Item::now).map(Finding::subject).toList();
  }

  @Test
  void theFirstCheckIsAChangeWithTheProblemsOnly() {
    RouteChange change = state.add(Diagnoses.healthy()).orElseThrow();

    assertThat(change.from()).isEmpty();
    assertThat(change.to()).isEqualTo(RouteHealth.UP);
    assertThat(subjects(change)).containsExactly("control-plane");
    assertThat(state.add(Diagnoses.healthy())).isEmpty();
  }

  @Test
  void aFailureIsReportedOnceWithAllThatChanged() {
    state.add(Diagnoses.healthy());
    assertThat(state.add(Diagnoses.withoutDns())).isEmpty();

    RouteChange change = state.add(Diagnoses.withoutDns()).orElseThrow();

    assertThat(change.from()).contains(RouteHealth.UP);
    assertThat(change.to()).isEqualTo(RouteHealth.DOWN);
    assertThat(subjects(change)).containsExactly("dns", "grpc", "rest");
    assertThat(change.changes().get(0).from()).contains("ok");
    assertThat(change.changes().get(0).now().hint()).contains("repair dns");
    assertThat(state.add(Diagnoses.withoutDns())).isEmpty();
  }

  @Test
  void aRecoveryIsReportedOnce() {
    state.add(Diagnoses.withoutDns());
    assertThat(state.add(Diagnoses.healthy())).isEmpty();

    RouteChange change = state.add(Diagnoses.healthy()).orElseThrow();

    assertThat(change.from()).contains(RouteHealth.DOWN);
    assertThat(change.to()).isEqualTo(RouteHealth.UP);
    assertThat(subjects(change)).containsExactly("dns", "grpc", "rest");
  }

  @Test
  void flappingIsNotReported() {
    state.add(Diagnoses.healthy());

    for (int i = 0; i < 100; i++) {
      assertThat(state.add(Diagnoses.withoutDns())).isEmpty();
      assertThat(state.add(Diagnoses.healthy())).isEmpty();
    }

    assertThat(state.snapshot().health()).contains(RouteHealth.UP);
    assertThat(state.snapshot().failed()).isEqualTo(100);
    assertThat(state.snapshot().succeeded()).isEqualTo(101);
  }

  @Test
  void theFallbackToThePublicRouteIsAProblem() {
    state.add(Diagnoses.healthy());
    state.add(Diagnoses.onThePublicRoute());

    RouteChange change = state.add(Diagnoses.onThePublicRoute()).orElseThrow();

    assertThat(change.to()).isEqualTo(RouteHealth.DEGRADED);
    assertThat(subjects(change)).containsExactly("dns", "route");
    assertThat(change.changes().get(1).now().seen())
        .isEqualTo("calls use the public route: the private form does not answer");
  }

  @Test
  void aRecoveryFromTheFallbackIsOneChange() {
    HostState quickUp = new HostState(Diagnoses.HOST, 1, 3, Duration.ofDays(14));
    quickUp.add(Diagnoses.onThePublicRoute("203.0.113.7"));

    assertThat(subjects(quickUp.add(Diagnoses.healthy()).orElseThrow()))
        .containsExactly("dns", "route", "addresses");
    assertThat(quickUp.add(Diagnoses.healthy())).isEmpty();
  }

  @Test
  void aProblemOfAStepThatWasSkippedAtFirstNeedsARowToo() {
    state.add(Diagnoses.withoutDns());

    assertThat(state.add(Diagnoses.withoutTcp())).isEmpty();
    assertThat(subjects(state.add(Diagnoses.withoutTcp()).orElseThrow()))
        .containsExactly("dns", "tcp");
  }

  @Test
  void aRowOfFailuresEndsWhereTheStepIsSkipped() {
    state.add(Diagnoses.healthy());
    state.add(Diagnoses.withoutTcp());
    state.add(Diagnoses.withoutDns());

    assertThat(state.add(Diagnoses.withoutTcp()).map(HostStateTest::subjects).orElse(List.of()))
        .doesNotContain("tcp");
  }

  @Test
  void onlyOneProtocolIsDegraded() {
    state.add(Diagnoses.withoutGrpc());

    assertThat(state.snapshot().health()).contains(RouteHealth.DEGRADED);
    assertThat(state.snapshot().succeeded()).isEqualTo(1);
  }

  @Test
  void aPublicAddressOfAPrivateRouteIsAProblem() {
    state.add(Diagnoses.healthy());
    state.add(Diagnoses.refusing("203.0.113.7"));

    RouteChange change = state.add(Diagnoses.refusing("203.0.113.7")).orElseThrow();

    Item addresses = change.changes().get(change.changes().size() - 1);
    assertThat(addresses.from()).contains("private");
    assertThat(addresses.now())
        .isEqualTo(new Finding("addresses", "public", true, "DNS: 203.0.113.7", Optional.empty()));
  }

  @Test
  void otherAddressesOfTheSameClassAreNoChange() {
    state.add(Diagnoses.withCertificateFor(Duration.ofDays(90)));

    for (int i = 0; i < FALL; i++) {
      assertThat(state.add(Diagnoses.healthy()).map(HostStateTest::subjects).orElse(List.of()))
          .doesNotContain("addresses");
    }
  }

  @Test
  void aCertificateThatExpiresSoonIsReported() {
    state.add(Diagnoses.withCertificateFor(Duration.ofDays(14)));
    state.add(Diagnoses.withCertificateFor(Duration.ofDays(14).minusSeconds(1)));

    RouteChange change = state.add(Diagnoses.withCertificateFor(Duration.ofDays(13))).orElseThrow();

    assertThat(subjects(change)).containsExactly("certificate");
    assertThat(change.changes().get(0).now().value()).isEqualTo("expiring");
    assertThat(change.to()).isEqualTo(RouteHealth.UP);
  }

  @Test
  void aCheckThatThrowsIsAFailure() {
    state.add(Diagnoses.healthy());
    state.add(Diagnoses.NOW, new IllegalStateException("closed"));

    RouteChange change =
        state.add(Diagnoses.NOW, new IllegalStateException("closed")).orElseThrow();

    assertThat(change.to()).isEqualTo(RouteHealth.DOWN);
    assertThat(subjects(change)).containsExactly("doctor");
    assertThat(state.snapshot().diagnosis()).isEmpty();
  }
}
