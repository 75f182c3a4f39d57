package io.pinelink.networktests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pinelink.Index;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.model.Match;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.routing.Route;
import io.pinelink.spi.dial.ConnectRace;
import java.time.Duration;

/** Queries of the scenarios, and assertions on the results of queries and doctor runs. */
final class Answers {
  private static final QueryRequest ANY = QueryRequest.builder().vector(1, 0).topK(1).build();
  private static final int COLUMNS = 80;

  private Answers() {}

  /** Asserts that a private endpoint answers a query in one attempt over this protocol. */
  static void assertAnsweredInPrivate(Index index, Protocol protocol) {
    assertAnswered(index, protocol, Route.Kind.PRIVATE, NetworkAddress.ENDPOINT);
  }

  /**
   * Asserts that a private endpoint answers a query, and that dead addresses cost no more than the
   * delay after which the next one is tried. The handshakes may take 5 seconds on a busy machine.
   */
  static void assertAnsweredSoon(Index index, Protocol protocol, int addresses) {
    long begin = System.nanoTime();
    assertAnsweredInPrivate(index, protocol);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(ConnectRace.ATTEMPT_DELAY.multipliedBy(addresses).plus(Duration.ofSeconds(5)));
  }

  /** Asserts that the public data plane answers a query in one attempt over this protocol. */
  static void assertAnsweredInPublic(Index index, Protocol protocol) {
    assertAnswered(index, protocol, Route.Kind.PUBLIC, NetworkAddress.PUBLIC_DATA);
  }

  private static void assertAnswered(
      Index index, Protocol protocol, Route.Kind kind, NetworkAddress address) {
    QueryResponse found = index.query(ANY);
    assertThat(found.matches()).extracting(Match::id).containsExactly(address.host());
    assertThat(found.info().protocol()).isEqualTo(protocol);
    assertThat(found.info().route().kind()).isEqualTo(kind);
    assertThat(found.info().attempts()).isEqualTo(1);
  }

  /** Runs a query whose result is not used. */
  static void query(Index index) {
    index.query(ANY);
  }

  /**
   * Asserts that the network fails a query before it is sent, and returns the failure's message.
   */
  static String failureOf(Index index, NetworkCause cause) {
    TransportException failure = catchThrowableOfType(TransportException.class, () -> query(index));
    assertThat(failure).as("failure of a query").isNotNull();
    assertThat(failure.networkCause()).isEqualTo(cause);
    assertThat(failure.isUnsent()).isTrue();
    return String.valueOf(failure.getMessage());
  }

  static Check callOver(Protocol protocol) {
    return protocol == Protocol.GRPC ? Check.GRPC : Check.REST;
  }

  /** Asserts that the doctor reports that data can flow and that its call was answered. */
  static void assertHealthy(DoctorRun doctor, Protocol protocol) {
    assertThat(doctor.steps()).extracting(Step::status).doesNotContain(Status.FAILED);
    assertThat(stepOf(doctor, callOver(protocol)).status()).isEqualTo(Status.OK);
    assertVerdict(doctor, "Data can flow.");
  }

  /** Asserts the last line of the doctor's output and the exit code that matches it. */
  static void assertVerdict(DoctorRun doctor, String verdict) {
    assertThat(doctor.unfolded()).endsWith(" " + verdict);
    assertThat(doctor.exitCode())
        .as("exit code of: %s", verdict)
        .isEqualTo(verdict.startsWith("Data can flow") ? 0 : 1);
    assertThat(doctor.text().lines())
        .as("lines that could be broken")
        .noneMatch(line -> line.length() > COLUMNS && line.strip().contains(" "));
    assertThat(doctor.text()).doesNotContain("pcsk_");
  }

  /** Asserts that a step failed with a hint that contains this text. */
  static void assertFailed(DoctorRun doctor, Check check, String hint) {
    Step step = stepOf(doctor, check);
    assertThat(step.status()).as("%s", step).isEqualTo(Status.FAILED);
    assertThat(step.hint()).hasValueSatisfying(text -> assertThat(text).contains(hint));
  }

  static Step stepOf(DoctorRun doctor, Check check) {
    return doctor.steps().stream()
        .filter(step -> step.check() == check)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + check + " in " + doctor.text()));
  }
}
