package io.pinelink.copy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** Tests what this module uses of the client, and the types that its users see. */
class ArchitectureTest {
  @Test
  void onlyThePublicApiOfTheClientIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.pinelink.internal..", "io.pinelink.spi..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.pinelink.copy"));
  }

  @Test
  void usersSeeOwnTypes() {
    ArchitectureRules.of("io.pinelink.copy").publicSignaturesNameOwnTypes();
  }
}
