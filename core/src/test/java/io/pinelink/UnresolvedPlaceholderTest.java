package io.pinelink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.network.ProxyOptions;
import io.pinelink.spi.credential.ClientCredentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A placeholder whose variable is not set is never sent as a key, a header or a password. */
class UnresolvedPlaceholderTest {
  private static final Map<String, Consumer<String>> SETTERS = setters();

  private static Map<String, Consumer<String>> setters() {
    Map<String, Consumer<String>> setters = new LinkedHashMap<>();
    setters.put("apiKey", text -> Pinelink.builder().apiKey(text));
    setters.put("apiKey of the environment", Pinelink.Builder::keyFrom);
    setters.put("clientId", text -> new ClientCredentials(text, "s3cret-value"));
    setters.put("clientSecret", text -> new ClientCredentials("id", text));
    setters.put("header 'x-team'", text -> Pinelink.builder().header("X-Team", text));
    setters.put("header 'x-a'", text -> Pinelink.builder().headers(Map.of("x-a", text)));
    setters.put("header 'x-call'", text -> CallOptions.defaults().header("x-call", text));
    setters.put("user", text -> ProxyOptions.http("proxy", 3128).credentials(text, "s3cret"));
    setters.put("password", text -> ProxyOptions.http("proxy", 3128).credentials("u", text));
    return setters;
  }

  static Stream<Arguments> placeholders() {
    return SETTERS.keySet().stream()
        .flatMap(
            setter ->
                Stream.of("${PINECONE_API_KEY}", "Bearer-${my.token:hidden-default}", "${}")
                    .map(text -> Arguments.of(setter, text)));
  }

  private static ThrowingCallable set(String setter, String text) {
    return () -> Objects.requireNonNull(SETTERS.get(setter)).accept(text);
  }

  @ParameterizedTest
  @MethodSource("placeholders")
  void isRefusedByNameAndNotPrinted(String setter, String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(set(setter, text))
        .withMessageContaining(setter.replace(" of the environment", ""))
        .withMessageContaining("contains a placeholder of the form ${…} that was not replaced")
        .withMessageNotContainingAny(text, "hidden-default", "PINECONE_API_KEY", "my.token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cret$value", "s3cret-$VALUE", "s3cret{value}", "s3cret${value", "$s{3}"})
  void otherDollarsAreAccepted(String text) {
    SETTERS
        .keySet()
        .forEach(setter -> assertThatCode(set(setter, text)).doesNotThrowAnyException());
  }
}
