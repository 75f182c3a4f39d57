package io.pinelink.rest.codec;

import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.DataOperations.FETCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.Calls;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.spi.Operation;
import io.pinelink.spi.request.ByName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RestBindingTest {
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, null, Calls.local(1), Protocol.REST, 1);
  private static final String INDEX =
      "{\"name\":\"docs\",\"metric\":\"cosine\",\"status\":{\"ready\":true,\"state\":\"Ready\"},"
          + "\"spec\":{\"serverless\":{\"cloud\":\"aws\",\"region\":\"r\"}}}";

  @Test
  void anAnswerAboutAnotherIndexIsMalformed() throws IOException {
    assertThat(decode(DESCRIBE_INDEX, ByName.ofIndex("docs"), INDEX).name()).isEqualTo("docs");
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> decode(DESCRIBE_INDEX, ByName.ofIndex("books"), INDEX))
        .withMessage("the answer is about index 'docs', asked for 'books'");
  }

  @Test
  void anUnrequestedVectorIsMalformed() throws IOException {
    String answer = "{\"vectors\":{\"a\":{\"id\":\"%s\",\"values\":[1]}}}";

    assertThat(decode(FETCH, FetchRequest.byIds("a", "b"), answer.formatted("a")).vectors())
        .containsOnlyKeys("a");
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> decode(FETCH, FetchRequest.byIds("b"), answer.formatted("a")))
        .withMessage("the answer has vector 'a', which was not asked for");
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> decode(FETCH, FetchRequest.byIds("a"), answer.formatted("c")))
        .withMessage("the answer has vector 'c' under id 'a'");
  }

  private static <Q, R> R decode(Operation<Q, R> operation, Q request, String body)
      throws IOException {
    RestBinding<Q, R> binding = Objects.requireNonNull(RestBindings.find(operation));
    try (JsonReader json = Json.reader(body.getBytes(StandardCharsets.UTF_8))) {
      return binding.decoder(request).decode(json, INFO);
    }
  }
}
