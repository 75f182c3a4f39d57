package io.pinelink.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses in which one value after another is replaced by a hostile one. */
class HostileAnswersTest {
  private static final int MANY = 1_000;
  private static final int LONG = 5_000;
  private static final int DEEP = 10_000;

  /** Values of the wrong kind, too large, too long, too many, too deep, or not JSON. */
  private static final List<String> HOSTILE =
      List.of(
          "null",
          "true",
          "-1",
          "0.5",
          "\"\"",
          "[]",
          "{}",
          "[null,1,\"\",[{}]]",
          "{\"\":{\"a\":null}}",
          "1e999999999",
          "\"-1e-999999999\"",
          "\"NaN\"",
          "9223372036854775808",
          "9".repeat(LONG),
          "\"" + "9".repeat(LONG) + "\"",
          "\"" + "x".repeat(LONG) + "\"",
          "{\"" + "x".repeat(LONG) + "\":1}",
          "\"\\ud800\"",
          "[" + "0,".repeat(MANY) + "0]",
          "[" + "{},".repeat(MANY) + "{}]",
          "{" + "\"a\":{},".repeat(MANY) + "\"a\":1}",
          "{\"" + "x".repeat(LONG) + "\":[" + "0,".repeat(MANY) + "0]}",
          nested(990, "a"),
          nested(DEEP, "a"),
          "[".repeat(DEEP) + "]".repeat(DEEP),
          "[".repeat(DEEP),
          "");

  private static String nested(int levels, String name) {
    return ("{\"" + name + "\":").repeat(levels) + "1" + "}".repeat(levels);
  }

  static List<RestBinding<?, ?>> rows() {
    return Answers.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anyHostileValueIsReadOrRefused(RestBinding<?, ?> row) throws IOException {
    byte[] answer = answerTo(row.operation()).getBytes(UTF_8);
    assertThat(Answers.read(row, answer)).as("the answer as it should be").isPresent();

    for (Span value : Span.ofValues(answer)) {
      for (String hostile : HOSTILE) {
        Answers.read(row, value.replaced(answer, hostile.getBytes(UTF_8)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void thePageOfAProxyIsNotAResponse(RestBinding<?, ?> row) {
    byte[] page = "\r\n<!DOCTYPE html><html>Please log in</html>".getBytes(UTF_8);

    assertThat(Answers.read(row, page)).isEmpty();
  }

  @Test
  void anErrorEndsTheCallAsAnExceptionDoes() {
    StackOverflowError deep = new StackOverflowError();
    RestBinding.Decoder<Object> decoder =
        (json, info) -> {
          throw deep;
        };

    assertThatThrownBy(() -> Answers.decode(decoder, new byte[0]))
        .isInstanceOf(MalformedResponseException.class)
        .hasCause(deep);
  }

  /** Returns the response to an operation; empty if the operation reads no response. */
  static String answerTo(Operation<?, ?> operation) throws IOException {
    String name = "ResponseFuzzTestInputs/anyBodyIsAnAnswerOrMalformed/" + operation + ".json";
    try (InputStream file = HostileAnswersTest.class.getResourceAsStream(name)) {
      return file == null ? "" : new String(file.readAllBytes(), UTF_8);
    }
  }
}
