package io.pinelink.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The guarantees of a fleet of clients for a service in trouble: {@link Fleet} is the fleet, {@link
 * SimulatedService} the service, {@link Trouble} the trouble, and {@link Outcome} explains the
 * measures.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverloadBounds {
  static final long SEED = 20_261_128;
  private static final double MOST_REQUESTS = 1.2;
  private static final int SECONDS_TO_FULL_SERVICE = 30;
  private static final double LEAST_FAIRNESS = 0.9;

  /**
   * A call has at most four attempts, so this is the most that a fleet can send that has not yet
   * noticed.
   */
  private static final double MOST_AT_FIRST = 4;

  private static final double HIGHEST_PEAK = 1.5;
  private static final double HIGHEST_WAVE = 0.15;

  private final Fleet fleet;
  private final Measures calm;
  final Map<Trouble, Outcome> outcomes = new EnumMap<>(Trouble.class);

  OverloadBounds(Fleet fleet) {
    this.fleet = fleet;
    this.calm = fleet.run(Trouble.CALM);
  }

  Outcome outcome(Trouble trouble) {
    return outcomes.computeIfAbsent(trouble, now -> new Outcome(trouble, calm, fleet.run(trouble)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CALM")
  void requestsAreAtMostAFifthMoreThanInCalm(Trouble trouble) {
    Outcome outcome = outcome(trouble);

    assertThat(outcome.requestsDuring()).isLessThan(MOST_REQUESTS);
    assertThat(outcome.requestsAfter()).isLessThan(MOST_REQUESTS);
    for (Group group : Group.values()) {
      assertThat(outcome.requestsDuring(group)).as("%s", group).isLessThan(MOST_REQUESTS);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CALM")
  void serviceIsFullThirtySecondsAfterTheTrouble(Trouble trouble) {
    Outcome outcome = outcome(trouble);

    assertThat(outcome.secondsToFullService()).isLessThanOrEqualTo(SECONDS_TO_FULL_SERVICE);
    assertThat(outcome.loadsAfter()).isGreaterThan(LEAST_FAIRNESS);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CALM")
  void sharesOfEqualDemandAreFair(Trouble trouble) {
    Outcome outcome = outcome(trouble);

    assertThat(outcome.fairnessOfNamespaces()).isGreaterThan(LEAST_FAIRNESS);
    assertThat(outcome.fairnessOfReaders()).isGreaterThan(LEAST_FAIRNESS);
    assertThat(outcome.fairnessOfLoaders()).isGreaterThan(LEAST_FAIRNESS);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CALM")
  void clientsDoNotReturnInWaves(Trouble trouble) {
    Outcome outcome = outcome(trouble);

    assertThat(outcome.peakAtFirst()).isLessThan(MOST_AT_FIRST);
    assertThat(outcome.peakLater()).isLessThan(HIGHEST_PEAK);
    assertThat(outcome.wave()).isLessThan(HIGHEST_WAVE);
  }

  @Test
  void theFleetIsServedInCalm() {
    Outcome outcome = new Outcome(Trouble.CALM, calm, calm);

    assertThat(outcome.served()).isGreaterThan(0.999);
    assertThat(outcome.secondsToFullService()).isZero();
  }
}
