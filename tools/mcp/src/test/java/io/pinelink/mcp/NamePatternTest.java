package io.pinelink.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "docs, docs, true",
    "docs, docs-2, false",
    "docs*, docs-2, true",
    "*-test, docs-test, true",
    "d*s*, docs-2, true",
    "*, anything, true",
    "docs., docsx, false",
    "docs, Docs, false"
  })
  void starStandsForAnyCharactersAndEverythingElseForItself(
      String pattern, String name, boolean matches) {
    assertThat(NamePattern.parse(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void anyNameMatchesWithoutPatterns() {
    assertThat(NamePattern.anyMatches(List.of(), "docs")).isTrue();
    assertThat(NamePattern.anyMatches(List.of(NamePattern.parse("notes")), "docs")).isFalse();
  }

  @Test
  void blankPatternsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NamePattern.parse(" "));
  }
}
