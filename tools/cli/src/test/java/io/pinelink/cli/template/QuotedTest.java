package io.pinelink.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class QuotedTest {
  @Test
  void eachLanguageGetsItsOwnEscapes() {
    String text = "a\"b'c\\d ${e} %{f}";

    assertThat(Quoted.hcl(text)).isEqualTo("\"a\\\"b'c\\\\d $${e} %%{f}\"");
    assertThat(Quoted.yaml(text)).isEqualTo("\"a\\\"b'c\\\\d ${e} %{f}\"");
    assertThat(Quoted.bicep(text)).isEqualTo("'a\"b\\'c\\\\d \\${e} %{f}'");
    assertThat(Quoted.shell(text)).isEqualTo("'a\"b'\\''c\\d ${e} %{f}'");
  }

  @Test
  void controlCharactersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quoted.hcl("a\nb"))
        .withMessage("'a?b' contains a control character");
  }
}
