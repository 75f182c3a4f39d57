package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadArgumentsTest {
  private static LoadArguments parse(String... args) {
    return LoadArguments.parse(Map.of(), args);
  }

  @Test
  void withoutArgumentsTheWholeDictionaryIsLoadedIntoAnEmbeddedServer() {
    assertThat(parse())
        .isEqualTo(
            new LoadArguments(
                0,
                false,
                Path.of(System.getProperty("user.home"), ".cache", "pinelink-examples"),
                null,
                false));
  }

  @Test
  void everyFlagIsRead() {
    assertThat(parse("--count", "7", "--cache", "here", "--index", "docs", "--help"))
        .isEqualTo(new LoadArguments(7, false, Path.of("here"), "docs", true));
    assertThat(parse("--count-only").countOnly()).isTrue();
  }

  @Test
  void theUsersCacheDirectoryIsKept() {
    assertThat(LoadArguments.parse(Map.of("XDG_CACHE_HOME", "/caches")).cache())
        .isEqualTo(Path.of("/caches/pinelink-examples"));
  }

  @ParameterizedTest
  @CsvSource({
    "--count 0, --count needs a whole number",
    "--cache, --cache needs a value",
    "--queries, unknown argument: --queries",
    "--count-only --index docs, --count-only and --index cannot be combined",
  })
  void invalidArgumentsAreReported(String args, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(args.split(" ", -1)))
        .withMessageContaining(reason);
  }
}
