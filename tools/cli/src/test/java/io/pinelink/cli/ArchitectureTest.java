package io.pinelink.cli;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The packages of this module. */
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("io.pinelink.cli");

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }
}
