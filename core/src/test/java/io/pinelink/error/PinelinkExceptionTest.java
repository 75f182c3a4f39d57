package io.pinelink.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PinelinkExceptionTest {
  static Stream<PinelinkException> oneOfEachKind() {
    return Stream.concat(
        Stream.of(ErrorCode.values())
            .map(code -> new Refusal(code, "words", "r-1", Duration.ofSeconds(1)))
            .map(refusal -> Failures.refusal(FailedCalls.PRIVATE, refusal, null)),
        Stream.of(
            Failures.connectionLost(FailedCalls.PRIVATE, false, new IOException("below")),
            new DeadlineExceededException(FailedCalls.PRIVATE, Duration.ofSeconds(1), null),
            new MalformedResponseException(FailedCalls.PRIVATE, "no scores", null)));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachKind")
  void exceptionsAreSerializableWithoutTheRoute(PinelinkException sent) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(read).hasSameClassAs(sent).isInstanceOf(PinelinkException.class);
    PinelinkException received = (PinelinkException) read;
    assertThat(received).hasMessage(sent.getMessage());
    assertThat(received.operation()).isEqualTo("query");
    assertThat(received.attempts()).isEqualTo(3);
    assertThat(received.isRetryable()).isEqualTo(sent.isRetryable());
    assertThat(sent.route()).contains(FailedCalls.PRIVATE.route());
    assertThat(received.route()).isEmpty();
  }

  @Test
  void theMessageOfADeadlineNamesTheTimeout() {
    assertThat(new DeadlineExceededException(FailedCalls.PUBLIC, Duration.ofSeconds(2), null))
        .hasMessage("query on %s (public route): no answer within 2 s", FailedCalls.HOST)
        .matches(PinelinkException::isRetryable, "is retryable");
  }

  @Test
  void theMessageOfAMalformedResponseNamesTheProblem() {
    assertThat(new MalformedResponseException(FailedCalls.PUBLIC, "no scores", null))
        .hasMessage("query on %s (public route): malformed response: no scores", FailedCalls.HOST)
        .matches(e -> !e.isRetryable(), "is not retryable");
  }
}
