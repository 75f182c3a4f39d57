package io.pinelink.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.rest.http.Http2StallGuard.Action;
import io.pinelink.rest.http.Http2StallGuard.Progress;
import io.pinelink.rest.http.Http2StallGuard.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Http2StallGuardTest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int CHECKS_IN_BOUND = 4;
  private static final int CHECKS_IN_A_MINUTE = 24;
  private static final Progress IDLE = new Progress(0, 0, 0, 0, 100, false);
  private static final Progress SILENT = new Progress(1, 0, 0, 0, 200, false);

  private final Http2StallGuard guard = new Http2StallGuard(BOUND, Duration.ofMinutes(1));

  private List<Action> checks(int count, Progress progress) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      actions.add(guard.check(progress).action());
    }
    return actions;
  }

  @Test
  void anIdleConnectionIsKeptAndNeverPinged() {
    assertThat(checks(10_000, IDLE)).containsOnly(Action.KEEP);
  }

  @Test
  void anUnresponsiveConnectionIsAbandonedAfterTheBound() {
    checks(1, IDLE);

    assertThat(checks(CHECKS_IN_BOUND, SILENT)).containsOnly(Action.KEEP);
    assertThat(guard.check(SILENT))
        .isEqualTo(new Verdict(Action.LEAVE, "the server answered no call for 10 s"));
    assertThat(checks(CHECKS_IN_BOUND, SILENT)).containsOnly(Action.KEEP);
  }

  @Test
  void cancelledCallsAndPingsAreNotAnswers() {
    checks(1, IDLE);
    int inputs = 1;
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < CHECKS_IN_BOUND + 1; i++) {
      guard.check(new Progress(0, 0, 0, inputs++, 200, false));
      actions.add(guard.check(new Progress(1, 0, 0, inputs++, 200, false)).action());
    }

    assertThat(actions).endsWith(Action.LEAVE).containsOnlyOnce(Action.LEAVE);
  }

  @Test
  void aResponsiveConnectionIsKept() {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      actions.add(guard.check(new Progress(3, i / 3, 0, i / 3, 100L * i, true)).action());
    }

    assertThat(actions).containsOnly(Action.KEEP);
  }

  @Test
  void aConnectionThatAcceptsNoOutputIsClosedAfterTheBound() {
    checks(1, IDLE);
    Progress blocked = new Progress(1, 0, 0, 0, 5_000, true);

    assertThat(checks(CHECKS_IN_BOUND, blocked)).containsOnly(Action.KEEP);
    assertThat(guard.check(blocked))
        .isEqualTo(new Verdict(Action.CLOSE, "the server read nothing and ended no call for 10 s"));
  }

  @Test
  void aConnectionWhoseCallsEndIsKeptAlthoughItAcceptsNoOutput() {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      actions.add(guard.check(new Progress(1, i, i, i, 5_000, true)).action());
    }

    assertThat(actions).containsOnly(Action.KEEP);
  }

  @Test
  void aLongCallIsPingedAfterTheKeepAliveIntervalAndLostIfNothingArrives() {
    checks(1, SILENT);

    List<Action> first = checks(CHECKS_IN_A_MINUTE + 1, SILENT);
    List<Action> then = checks(2 * CHECKS_IN_BOUND, SILENT);

    assertThat(first).endsWith(Action.PING).containsOnlyOnce(Action.PING);
    assertThat(then).containsOnly(Action.KEEP);
    assertThat(guard.check(SILENT))
        .isEqualTo(new Verdict(Action.CLOSE, "the server did not answer a PING for 20 s"));
  }

  @Test
  void aLongCallIsPingedAgainAfterEachAnswerToAPing() {
    checks(1, SILENT);
    int pings = 0;
    int inputs = 0;
    for (int i = 0; i < 10 * (CHECKS_IN_A_MINUTE + 2); i++) {
      Verdict verdict = guard.check(new Progress(1, 0, 0, inputs, 200, false));
      assertThat(verdict.action()).isNotEqualTo(Action.CLOSE);
      if (verdict.action() == Action.PING) {
        pings++;
        inputs++;
      }
    }

    assertThat(pings).isEqualTo(10);
  }
}
