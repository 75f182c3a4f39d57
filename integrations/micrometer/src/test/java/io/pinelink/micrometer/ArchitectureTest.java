package io.pinelink.micrometer;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The packages of this module, and the types that its users see. */
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("io.pinelink.micrometer");

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void usersSeeOwnTypesAndMicrometer() {
    RULES.publicSignaturesNameOwnTypes("io.micrometer.");
  }
}
