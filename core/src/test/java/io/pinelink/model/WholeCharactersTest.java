package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Half a surrogate pair has no form in UTF-8, and each protocol made something else of it. */
class WholeCharactersTest {
  private static final String PAIR = "a\uD83D\uDE00";

  static Stream<String> halves() {
    return Stream.of("a\uD83D", "a\uDE00", "a\uDE00\uD83D", "a\uD83D\uD83D\uDE00");
  }

  private static List<Runnable> uses(String text) {
    return List.of(
        () -> Metadata.of("k", text),
        () -> Metadata.of(text, "v"),
        () -> Metadata.builder().put("k", List.of("whole", text)),
        () -> Filter.eq("k", text),
        () -> Filter.ne("k", text),
        () -> Filter.in("k", "whole", text),
        () -> Filter.notIn("k", text),
        () -> Filter.exists(text),
        () -> MetadataSchema.of(text));
  }

  @ParameterizedTest
  @MethodSource("halves")
  void unpairedSurrogatesAreRefusedWithTheirPosition(String text) {
    assertThat(uses(text))
        .allSatisfy(
            use ->
                assertThatIllegalArgumentException()
                    .isThrownBy(use::run)
                    .withMessageEndingWith(
                        " has half a surrogate pair at position 1, expected whole characters"));
  }

  @Test
  void surrogatePairsAreAccepted() {
    uses(PAIR).forEach(Runnable::run);

    assertThat(Metadata.of("k", PAIR).string("k")).contains(PAIR);
  }
}
