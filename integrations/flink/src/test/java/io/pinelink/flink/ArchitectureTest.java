package io.pinelink.flink;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The packages of this module, and the types that its users see. */
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("io.pinelink.flink");

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void usersSeeOwnTypesAndFlink() {
    RULES.publicSignaturesNameOwnTypes("org.apache.flink.");
  }
}
