package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  @Test
  void noArgumentsMeanTheDefaults() {
    assertThat(Arguments.parse()).isEqualTo(new Arguments(3000, List.of(), null, null, false));
  }

  @Test
  void everyFlagIsRead() {
    assertThat(
            Arguments.parse(
                "--count",
                "500",
                "--index",
                "words",
                "--host",
                "words.example",
                "--query",
                "a cat",
                "--help"))
        .isEqualTo(new Arguments(500, List.of("a cat"), "words", "words.example", true));
  }

  @Test
  void queriesKeepTheirOrder() {
    assertThat(Arguments.parse("--query", "b", "--count", "1", "--query", "a").queries())
        .containsExactly("b", "a");
  }

  @Test
  void theLastOfARepeatedFlagCounts() {
    assertThat(Arguments.parse("--count", "1", "--count", "2").count()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "0", "-5", "1.5", "99999999999"})
  void aWrongCountIsNamed(String count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse("--count", count))
        .withMessage("--count needs a whole number of 1 or more, not \"" + count + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--count", "--query", "--index", "--host"})
  void aFlagWithoutAValueIsNamed(String flag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(flag))
        .withMessage(flag + " needs a value");
  }

  @Test
  void aFlagIsNotTheValueOfAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse("--index", "--help"))
        .withMessage("--index needs a value, not \"--help\"");
  }

  @Test
  void aBlankValueIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse("--query", " "))
        .withMessage("--query needs a value, not \" \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--colour", "cat"})
  void anUnknownArgumentIsNamed(String argument) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arguments.parse(argument))
        .withMessage("unknown argument: " + argument);
  }

  @Test
  void theUsageNamesEveryFlag() {
    assertThat(Arguments.USAGE).contains("--count", "--query", "--index", "--host", "--help");
  }
}
