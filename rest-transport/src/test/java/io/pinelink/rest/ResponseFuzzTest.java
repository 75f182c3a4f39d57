package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pinelink.rest.codec.ErrorEnvelope;
import io.pinelink.rest.codec.HttpStatusMapping;
import io.pinelink.rest.codec.RestBinding;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * For any bytes that a server sends, the caller gets a response or one of the client's exceptions,
 * and the memory use is in proportion to the bytes.
 */
class ResponseFuzzTest {
  private static final List<RestBinding<?, ?>> BINDINGS = Answers.rows();

  /** Every operation reads every body: unknown members are skipped. */
  @FuzzTest
  void anyBodyIsAnAnswerOrMalformed(byte[] body) {
    BINDINGS.forEach(row -> Answers.read(row, body));
  }

  @FuzzTest
  void anyRefusalIsRead(byte[] body) {
    ErrorEnvelope envelope =
        Cost.ofReading(body.length, () -> ErrorEnvelope.read(body, UnaryOperator.identity()));

    assertThat(envelope.message().length()).isLessThanOrEqualTo(500);
    assertThat(envelope.message().chars()).noneMatch(c -> c < ' ');
    assertThat(HttpStatusMapping.code(400, envelope)).isNotNull();
  }
}
