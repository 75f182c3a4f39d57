package io.pinelink.micronaut;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The packages of this module, and the types that its users see. */
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("io.pinelink.micronaut");

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void usersSeeOwnTypesAndMicronaut() {
    RULES.publicSignaturesNameOwnTypes("io.micronaut.");
  }
}
