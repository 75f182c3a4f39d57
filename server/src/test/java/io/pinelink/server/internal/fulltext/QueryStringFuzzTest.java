package io.pinelink.server.internal.fulltext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Map;

/** Tests that any query string is searched or refused, with a finite score and in bounded time. */
class QueryStringFuzzTest {
  private static final FullTextIndex INDEX =
      Texts.index(
          Map.of("title", Texts.PLAIN, "body", Texts.STEMMED),
          Map.of(
              "1", Map.of("title", "alpha beta", "body", "the alphabet of beta testers"),
              "2", Map.of("title", "beta alpha gamma", "body", "gamma rays")));

  @FuzzTest
  void anyQueryStringIsSearchedOrRefused(byte[] query) {
    try {
      assertThat(Texts.query(INDEX, new String(query, UTF_8)))
          .allSatisfy(
              (id, score) -> {
                assertThat(id).isIn("1", "2");
                assertThat(score).isFinite().isNotNegative();
              });
    } catch (RpcException e) {
      assertThat(e.text()).isNotBlank();
    }
  }
}
