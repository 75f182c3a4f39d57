package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Tests that any text is parsed as faults or refused, and that what is parsed can be printed. */
class FaultRulesFuzzTest {
  @FuzzTest
  void anyTextIsParsedOrRefused(byte[] bytes) {
    FaultRules rules;
    try {
      rules = FaultRules.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return;
    }
    assertThat(FaultRules.parse(rules.toJson())).isEqualTo(rules);
  }
}
