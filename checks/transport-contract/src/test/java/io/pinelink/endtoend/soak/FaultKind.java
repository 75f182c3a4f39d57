package io.pinelink.endtoend.soak;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The faults of the server. Every message of theirs contains {@link #MARK}. */
enum FaultKind {
  UNAVAILABLE(random -> Fault.refuse(ErrorCode.UNAVAILABLE, FaultKind.MARK)),
  INTERNAL(random -> Fault.refuse(ErrorCode.INTERNAL, FaultKind.MARK)),
  THROTTLED(random -> Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, FaultKind.MARK)),
  THROTTLED_WITH_DELAY(
      random ->
          Fault.refuse(
              ErrorCode.RESOURCE_EXHAUSTED,
              FaultKind.MARK,
              Duration.ofMillis(random.nextInt(200)))),
  REFUSED_FOR_GOOD(random -> Fault.refuseForGood(ErrorCode.UNAVAILABLE, FaultKind.MARK)),
  FORBIDDEN(random -> Fault.refuse(ErrorCode.PERMISSION_DENIED, FaultKind.MARK)),
  BAD_GATEWAY(random -> Fault.plainText(502, FaultKind.MARK)),
  OVERLOADED_PROXY(random -> Fault.plainText(503, FaultKind.MARK, Duration.ZERO)),
  HANG(random -> Fault.hang()),
  DELAY(random -> Fault.delay(Duration.ofMillis(random.nextInt(1, 200)))),
  DROP(random -> Fault.drop()),
  BREAK_OFF(random -> Fault.breakOff()),
  NOT_A_RESPONSE(random -> Fault.body("<html>".getBytes(StandardCharsets.UTF_8))),
  GO_AWAY(random -> Fault.goAway());

  static final String MARK = "injected by the soak test";

  @SuppressWarnings("ImmutableEnumChecker") // the function has no state
  private final Function<RandomGenerator, Fault> fault;

  FaultKind(Function<RandomGenerator, Fault> fault) {
    this.fault = fault;
  }

  /** Returns whether a struck call lasts until its attempt times out. */
  boolean isSlow() {
    return this == HANG;
  }

  Fault create(RandomGenerator random) {
    return fault.apply(random);
  }
}
