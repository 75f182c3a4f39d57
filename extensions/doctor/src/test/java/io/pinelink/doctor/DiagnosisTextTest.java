package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.routing.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisTextTest {
  private static final String HOST = "docs-a1.svc.private.aped-4627-b74a.pinecone.io";

  private final List<Step> steps = new ArrayList<>();
  private Route.Kind kind = Route.Kind.PRIVATE;
  private boolean fallback;

  private DiagnosisTextTest with(Check check, Status status, String seen, @Nullable String hint) {
    steps.add(Step.of(check, status, seen, Optional.ofNullable(hint), Duration.ZERO));
    return this;
  }

  private DiagnosisTextTest with(Check check, Status status) {
    return with(check, status, "seen", null);
  }

  private String text() {
    return Diagnosis.builder(HOST, Instant.EPOCH, steps)
        .kind(kind)
        .fallback(fallback)
        .build()
        .toText();
  }

  private String verdict() {
    return text().substring(text().lastIndexOf("\n\n") + 2);
  }

  @Test
  void stepsAreInColumnsWithHintsBelow() {
    with(Check.CATALOGUE, Status.OK, "known", null);
    with(Check.DNS, Status.WARNING, "odd", "look at it");
    with(Check.CONTROL_PLANE, Status.FAILED, "no answer", null);
    with(Check.CLOCK, Status.SKIPPED, "nobody to ask", null);
    with(Check.GRPC_LIBRARIES, Status.OK, "grpc-api 1.60.0", null);
    with(Check.GRPC, Status.OK, "answered", null);

    assertThat(text())
        .isEqualTo(
            """
            docs-a1.svc.private.aped-4627-b74a.pinecone.io

            ok       catalogue      known
            warning  dns            odd
                                    -> look at it
            FAILED   control plane  no answer
            skipped  clock          nobody to ask
            ok       gRPC libraries grpc-api 1.60.0
            ok       call over gRPC answered

            Data can flow. The control plane cannot be used: open indexes by host, or from a
            host book.
            """);
  }

  @Test
  void lostLargePacketsAreNamedWhetherOrNotCallsWork() {
    with(Check.TLS, Status.FAILED).with(Check.PATH_MTU, Status.FAILED);
    assertThat(verdict()).isEqualTo("Data cannot flow: see path mtu.\n");

    steps.clear();
    with(Check.PATH_MTU, Status.FAILED).with(Check.GRPC, Status.OK);
    assertThat(verdict()).isEqualTo("Data can flow; large packets are lost: see path mtu.\n");
  }

  @Test
  void incompatibleLibrariesAreTheReason() {
    with(Check.GRPC_LIBRARIES, Status.FAILED).with(Check.GRPC, Status.FAILED);

    assertThat(verdict()).isEqualTo("Data cannot flow: see gRPC libraries.\n");
  }

  @Test
  void longLinesAreFoldedUnderTheirColumn() {
    with(
        Check.TLS,
        Status.FAILED,
        "the server's certificate is for other names than the one that was asked for",
        "look at what answers there, and at the rule by which it was found in the first place");

    assertThat(text().lines().skip(2).limit(5))
        .containsExactly(
            "FAILED   tls            the server's certificate is for other names than the one",
            "                        that was asked for",
            "                        -> look at what answers there, and at the rule by which",
            "                           it was found in the first place",
            "");
  }

  @Test
  void onlyLongWordsExceedTheTerminalWidth() {
    String name = "a".repeat(63) + ".svc.private.aped-4627-b74a.pinecone.io";
    with(Check.DNS, Status.FAILED, "the name " + name + " does not resolve", "ask for " + name);

    assertThat(text().lines().filter(line -> line.length() > 80))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.strip()).isEqualTo(name));
  }

  @Test
  void dataFlowsIfOneProtocolIsAnswered() {
    with(Check.GRPC, Status.OK).with(Check.REST, Status.OK).with(Check.CONTROL_PLANE, Status.OK);

    assertThat(verdict()).isEqualTo("Data can flow.\n");
  }

  @Test
  void theProtocolThatFailsIsNamed() {
    with(Check.GRPC, Status.FAILED).with(Check.REST, Status.OK);
    assertThat(verdict()).isEqualTo("Data can flow over REST, but not over gRPC.\n");

    steps.clear();
    with(Check.GRPC, Status.OK).with(Check.REST, Status.FAILED);
    assertThat(verdict()).isEqualTo("Data can flow over gRPC, but not over REST.\n");
  }

  @Test
  void theFirstStepThatFailsIsThePlaceToLook() {
    with(Check.CONTROL_PLANE, Status.FAILED)
        .with(Check.TCP, Status.FAILED)
        .with(Check.GRPC, Status.FAILED);

    assertThat(verdict()).isEqualTo("Data cannot flow: see tcp.\n");
  }

  @Test
  void aCallIsNamedAsInItsLine() {
    with(Check.GRPC, Status.SKIPPED).with(Check.REST, Status.FAILED);

    assertThat(text()).contains("FAILED   call over REST");
    assertThat(verdict()).isEqualTo("Data cannot flow: see call over REST.\n");
  }

  @Test
  void withoutAProtocolNothingWasAttempted() {
    with(Check.GRPC, Status.SKIPPED).with(Check.REST, Status.SKIPPED);

    assertThat(verdict()).isEqualTo("Data cannot flow: no protocol could be tried.\n");
  }

  @Test
  void fallbackDataUsesThePublicNetwork() {
    kind = Route.Kind.PUBLIC;
    fallback = true;
    with(Check.TCP, Status.FAILED).with(Check.GRPC, Status.OK).with(Check.REST, Status.OK);

    assertThat(verdict())
        .isEqualTo(
            """
            Data can flow, but over the public network: the private form does not answer.
            """);
  }

  /** A call may have been on a connection that was open already. */
  @ParameterizedTest
  @EnumSource
  void aFailedNewConnectionDoesNotMentionThePublicNetwork(Route.Kind only) {
    kind = only;
    with(Check.TLS, Status.FAILED).with(Check.GRPC, Status.OK).with(Check.REST, Status.OK);

    assertThat(verdict())
        .isEqualTo("Data can flow, but a new connection cannot be made: see tls.\n");
  }

  @Test
  void bothFormsAreNamedIfBothFail() {
    kind = Route.Kind.PUBLIC;
    fallback = true;
    with(Check.DNS, Status.FAILED).with(Check.GRPC, Status.SKIPPED).with(Check.REST, Status.FAILED);

    assertThat(verdict())
        .isEqualTo(
            """
            Data cannot flow: see dns for the private form, and call over REST for the
            public one.
            """);
  }
}
