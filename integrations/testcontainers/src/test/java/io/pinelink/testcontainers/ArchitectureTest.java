package io.pinelink.testcontainers;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The packages of this module, and the types that its users see. */
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("io.pinelink.testcontainers");

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void usersSeeOwnTypesAndTestcontainers() {
    RULES.publicSignaturesNameOwnTypes("org.testcontainers.", "com.github.dockerjava.");
  }
}
