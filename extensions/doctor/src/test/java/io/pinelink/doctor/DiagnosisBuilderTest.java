package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Step;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisBuilderTest {
  private long now = 1_000;
  private final DiagnosisBuilder diagnosis = new DiagnosisBuilder(() -> now);

  private void pass(long nanos) {
    now += nanos;
  }

  private List<Long> durations() {
    return diagnosis.steps().stream().map(Step::took).map(Duration::toNanos).toList();
  }

  @Test
  void aStepTakesTheTimeSinceThePreviousOne() {
    pass(5);
    diagnosis.ok(Check.HOST, "a host");
    pass(20);
    diagnosis.fail(Check.DNS, "no answer", null);
    diagnosis.skip(Check.TCP, "no address");

    assertThat(durations()).containsExactly(5L, 20L, 0L);
  }

  @Test
  void theTimeOfAHandshakeIsDividedBetweenTcpAndTls() {
    pass(30);
    diagnosis.reserve(Duration.ofNanos(10));
    diagnosis.ok(Check.TCP, "connected");
    diagnosis.ok(Check.TLS, "secured");

    assertThat(durations()).containsExactly(20L, 10L);
  }

  @Test
  void aFailedHandshakeTakesTheTimeOfTheConnectionToo() {
    pass(30);
    diagnosis.reserveAll();
    diagnosis.ok(Check.TCP, "connected");
    diagnosis.fail(Check.TLS, "expired", "check the clock");

    assertThat(durations()).containsExactly(0L, 30L);
  }

  @Test
  void addressesAreSortedAndDistinct() throws Exception {
    InetAddress one = InetAddress.getByName("10.0.1.15");
    InetAddress two = InetAddress.getByName("10.0.2.15");
    diagnosis.addresses(List.of(two, one, two));

    assertThat(diagnosis.build("host", Optional.empty(), false, Instant.EPOCH).addresses())
        .containsExactly(one, two);
  }

  @Test
  void stepsAreInTheOrderOfTheirChecks() {
    diagnosis.ok(Check.DNS, "found");
    diagnosis.skip(Check.TLS, "no connection");
    diagnosis.ok(Check.RESOLVERS, "agreed");

    assertThat(diagnosis.build("host", Optional.empty(), false, Instant.EPOCH).steps())
        .extracting(Step::check)
        .containsExactly(Check.DNS, Check.RESOLVERS, Check.TLS);
  }

  @Test
  void onlyAStepThatFailedIsAdvised() {
    diagnosis.ok(Check.DNS, "found");
    diagnosis.fail(Check.TLS, "expired", "renew it");
    diagnosis.adviseFailed(Check.DNS, hint -> "never");
    diagnosis.adviseFailed(Check.TLS, hint -> "first, " + hint);

    assertThat(diagnosis.steps())
        .extracting(Step::hint)
        .containsExactly(Optional.empty(), Optional.of("first, renew it"));
  }
}
