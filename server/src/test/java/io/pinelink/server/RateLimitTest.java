package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ResponsePlan;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.limits.MonthlyQuotas;
import io.pinelink.server.internal.limits.ServiceRates;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Faults faults =
      new Faults(
          () -> Set.of("upsert", "query"),
          nanos::get,
          call -> Optional.empty(),
          new ServiceRates(() -> 0, call -> Optional.empty(), call -> Optional.empty()),
          new MonthlyQuotas(() -> Instant.EPOCH));

  private long let(int calls) {
    return IntStream.range(0, calls).filter(i -> planOf("upsert").isEmpty()).count();
  }

  private Optional<ResponsePlan> planOf(String operation) {
    ServerCall call =
        new ServerCall(
            ListenerRole.PUBLIC_DATA, "POST", "/any", new DefaultHttpHeaders(), new byte[0]);
    call.setOperation(operation, "");
    return faults.asScript().plan(call);
  }

  @Test
  void theLimitAllowsABurstAndRefillsOverTime() {
    RateLimit limit = faults.limit("upsert", 10);

    assertThat(let(15)).isEqualTo(10);
    nanos.addAndGet(Duration.ofMillis(300).toNanos());
    assertThat(let(15)).isEqualTo(3);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(let(15)).isEqualTo(10);
    assertThat(limit.taken()).isEqualTo(23);
    assertThat(limit.refused()).isEqualTo(22);
  }

  @Test
  void theLimitAppliesToItsOperationUntilItIsCleared() {
    RateLimit unused = faults.limit("upsert", 1);

    assertThat(let(5)).isEqualTo(1);
    assertThat(planOf("query")).isEmpty();
    faults.clear();
    assertThat(let(5)).isEqualTo(5);
  }

  @Test
  void scriptedFaultsComeFirstAndTakeNoToken() {
    RateLimit limit = faults.limit("upsert", 1);
    faults.next("upsert", Fault.hang());

    assertThat(planOf("upsert")).isPresent();
    assertThat(limit.refused()).isZero();
    assertThat(let(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 100_001})
  void theRateHasARange(int perSecond) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> faults.limit("upsert", perSecond))
        .withMessage("perSecond is " + perSecond + ", expected 1 to 100000");
  }
}
