package io.pinelink.testing;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The packages of this module, and the types that its users see. */
class ArchitectureTest {
  private static final ArchitectureRules RULES = ArchitectureRules.of("io.pinelink.testing");

  @Test
  void packagesHaveNoCycles() {
    RULES.packagesHaveNoCycles();
  }

  @Test
  void theRootPackageIsPublic() {
    RULES.rootIsPublic();
  }

  @Test
  void usersSeeOwnTypesAndJunit() {
    RULES.publicSignaturesNameOwnTypes("org.junit.jupiter.api.");
  }
}
