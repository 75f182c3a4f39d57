package io.pinelink.contract;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The packages of this module, and the types that a transport's test sees. */
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("io.pinelink.contract");

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void transportsSeeOwnTypesAndJunit() {
    RULES.publicSignaturesNameOwnTypes("org.junit.jupiter.api.");
  }
}
