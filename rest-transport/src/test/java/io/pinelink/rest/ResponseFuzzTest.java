package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pinelink.rest.codec.ErrorEnvelope;
import io.pinelink.rest.codec.HttpStatusMapping;
import io.pinelink.rest.codec.RestBinding;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Whatever bytes a server sends, the caller gets an answer or one of the client's exceptions, and
 * they cost memory in proportion.
 */
class ResponseFuzzTest {
  private static final List<RestBinding<?, ?>> BINDINGS = Answers.rows();

  /** Every operation reads every body: members that it does not know are passed over. */
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
