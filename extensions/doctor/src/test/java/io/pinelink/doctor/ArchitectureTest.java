package io.pinelink.doctor;

import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the dependencies between packages, and the types that users see. */
class ArchitectureTest {
  @Test
  void packagesHaveNoCycles() {
    ArchitectureRules.of("io.pinelink.doctor").packagesHaveNoCycles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.pinelink.doctor", "io.pinelink.doctor.watch"})
  void usersSeeOwnTypes(String exported) {
    ArchitectureRules.of(exported).publicSignaturesNameOwnTypes();
  }
}
