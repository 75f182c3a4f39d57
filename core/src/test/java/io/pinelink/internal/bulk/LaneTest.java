package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final FakeTime time = new FakeTime();
  private final Lanes lanes = new Lanes(time, time::now, () -> 1);
  private int turns;

  private static Scope scope(String authority, String namespace) {
    return new Scope(authority, "upsert", namespace);
  }

  private void ask(Lane lane, int times) {
    for (int i = 0; i < times; i++) {
      lane.ask(() -> turns++, Duration.ofMinutes(2));
    }
  }

  @Test
  void namespacesOfAHostHaveLanesOfTheirOwn() {
    Lane one = lanes.join(scope("host", "a"), "first", 1, 10);
    assertThat(lanes.join(scope("host", "a"), "second", 1, 10)).isSameAs(one);
    assertThat(lanes.join(scope("host", "b"), "first", 1, 10)).isNotSameAs(one);
    assertThat(lanes.join(scope("other", "a"), "first", 1, 10)).isNotSameAs(one);
    assertThat(lanes.join(new Scope("host", "delete", "a"), "first", 1, 10)).isNotSameAs(one);
  }

  @Test
  void boundsAreTheHighestOfThoseThatAreIn() {
    Lane lane = lanes.join(scope("host", ""), "first", 1, 2);
    assertThat(lane.limit()).isEqualTo(2);
    lane.join("second", 3, 8);
    assertThat(lane.limit()).isEqualTo(3);
    lane.leave("second");
    assertThat(lane.limit()).isEqualTo(2);
  }

  @Test
  void whatWasLearntIsKept() {
    Lane lane = lanes.join(scope("host", ""), "first", 1, 10);
    ask(lane, 1);
    lane.throttled(time.now(), Duration.ofSeconds(2));
    lane.leave("first");
    Lane again = lanes.join(scope("host", ""), "second", 1, 10);
    assertThat(again.limit()).isEqualTo(2);
    turns = 0;
    ask(again, 1);
    assertThat(turns).isZero();
    time.pass(Duration.ofSeconds(2));
    assertThat(turns).isEqualTo(1);
  }

  @Test
  void aPauseHoldsUpOnlyThoseWhoCanWaitForIt() {
    Lane lane = lanes.join(scope("host", ""), "first", 1, 10);
    ask(lane, 1);
    lane.throttled(time.now(), Duration.ofDays(1));
    turns = 0;
    lane.ask(() -> turns += 10, Duration.ofDays(2));
    ask(lane, 1);
    assertThat(turns).as("the client's own backoff").isZero();
    time.pass(Duration.ofMillis(100));
    assertThat(turns).isEqualTo(1);
    time.pass(Duration.ofDays(1).minusMillis(101));
    assertThat(turns).isEqualTo(1);
    time.pass(Duration.ofMillis(1));
    assertThat(turns).isEqualTo(11);
  }

  @Test
  void aTurnThatIsWithdrawnLeavesNoTimerBehind() {
    Lane lane = lanes.join(scope("host", ""), "first", 1, 10);
    ask(lane, 1);
    lane.throttled(time.now(), Duration.ofDays(1));
    Runnable patient = () -> turns += 10;
    lane.ask(patient, Duration.ofDays(2));
    assertThat(lane.withdraw(patient)).isTrue();
    assertThat(time.pending()).isZero();
  }

  @Test
  void idleLanesAreForgottenInTheEnd() {
    Lane busy = lanes.join(scope("host", "busy"), "first", 1, 10);
    Lane idle = lanes.join(scope("host", "idle"), "first", 1, 10);
    idle.leave("first");
    for (int i = 0; i < 1_100; i++) {
      lanes.join(scope("host", "n" + i), "first", 1, 10).leave("first");
    }
    assertThat(lanes.join(scope("host", "busy"), "second", 1, 10)).isSameAs(busy);
    assertThat(lanes.join(scope("host", "idle"), "second", 1, 10)).isNotSameAs(idle);
  }

  @Test
  void aTurnThatIsWithdrawnDoesNotCome() {
    Lane lane = lanes.join(scope("host", ""), "first", 1, 1);
    ask(lane, 1);
    Runnable second = () -> turns += 10;
    lane.ask(second, Duration.ofMinutes(2));
    assertThat(lane.withdraw(second)).isTrue();
    assertThat(lane.withdraw(second)).isFalse();
    lane.giveBack();
    assertThat(turns).isEqualTo(1);
  }
}
