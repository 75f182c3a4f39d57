package io.pinelink.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.routing.Route;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures whose text, or the text of a cause, repeats the key of the call. */
class MaskedFailureTest {
  private static final String KEY = "pcsk_4x7Qd";
  private static final Route ROUTE = FailedCalls.PUBLIC.route();
  private static final FailedCall CALL =
      new FailedCall("query", ROUTE, 1, text -> text.replace(KEY, "***"));

  static Stream<PinelinkException> failuresWithTheKey() {
    return Stream.of(
        Failures.refusal(CALL, new Refusal(ErrorCode.INTERNAL, "no " + KEY, KEY, null), echo()),
        Failures.refusal(
            CALL, new Refusal(ErrorCode.NOT_FOUND, "no " + KEY, "r-" + KEY, null), echo()),
        Failures.connectionLost(CALL, false, echo()),
        Failures.connectionLost(CALL, false, "lost " + KEY),
        Failures.unconnected(CALL, new SSLException("names: " + KEY)),
        Failures.noCommonProtocol(CALL, echo()),
        Failures.notSent(CALL, "no " + KEY, echo()),
        new DeadlineExceededException(CALL, Duration.ofSeconds(1), echo()),
        new MalformedResponseException(CALL, "member '" + KEY + "'", echo()));
  }

  private static IOException echo() {
    IOException echo = new IOException("below", new IllegalStateException("got " + KEY));
    echo.addSuppressed(new IOException("beside " + KEY));
    return echo;
  }

  @ParameterizedTest
  @MethodSource("failuresWithTheKey")
  void noPartOfAFailureShowsTheKey(PinelinkException failure) throws IOException {
    failure.addNote("the previous attempt failed: " + KEY);

    assertThat(printed(failure)).doesNotContain(KEY).contains("***");
    assertThat(failure.getMessage()).doesNotContain(KEY).contains("***");
    if (failure instanceof ServiceException refused) {
      assertThat(refused.requestId()).hasValueSatisfying(id -> assertThat(id).endsWith("***"));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }
    assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain(KEY);
  }

  @Test
  void aCauseWithTheKeyIsReplacedByOneThatPrintsAlike() {
    IOException cause = echo();

    Throwable shown = shownFor(cause);

    assertThat(shown).isNotSameAs(cause).hasStackTraceContaining("got ***");
    assertThat(printed(shown)).isEqualTo(printed(cause).replace(KEY, "***"));
    assertThat(shown.getStackTrace()).isEqualTo(cause.getStackTrace());
    assertThat(shown.getCause()).hasMessage("got ***");
  }

  @Test
  void aCauseWithoutTheKeyIsKept() {
    IOException cause = new IOException("below", new IllegalStateException());

    assertThat(new MalformedResponseException(CALL, "no scores", cause).getCause()).isSameAs(cause);
  }

  @Test
  void circularCausesAreMaskedOnce() {
    IOException first = new IOException("first " + KEY);
    IOException second = new IOException("second", first);
    first.initCause(second);

    Throwable shown = shownFor(first);

    assertThat(shown).hasMessage("first ***");
    assertThat(shown.getCause()).hasMessage("second").hasNoCause();
  }

  @Test
  void theKindOfAFailureIsDerivedFromTheUnmaskedCause() {
    SSLException cause = new SSLException("no_application_protocol " + KEY);

    assertThat(Failures.unconnected(CALL, cause).networkCause())
        .isEqualTo(NetworkCause.NO_COMMON_PROTOCOL);
  }

  private static Throwable shownFor(Throwable cause) {
    MalformedResponseException failure = new MalformedResponseException(CALL, "no scores", cause);
    return Objects.requireNonNull(failure.getCause());
  }

  private static String printed(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
