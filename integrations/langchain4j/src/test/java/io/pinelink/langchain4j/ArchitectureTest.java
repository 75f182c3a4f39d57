package io.pinelink.langchain4j;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The packages of this module, and the types that its users see. */
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("io.pinelink.langchain4j");

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void usersSeeOwnTypesAndLangChain4j() {
    RULES.publicSignaturesNameOwnTypes("dev.langchain4j.");
  }
}
