package io.pinelink.rest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pinelink.testsupport.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The dependencies between the packages of this module. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pinelink.rest");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.pinelink.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void theCodecDoesNotDependOnConnections() {
    noClasses()
        .that()
        .resideInAPackage("io.pinelink.rest.codec")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.pinelink.rest", "io.pinelink.rest.http")
        .check(MAIN);
  }

  @Test
  void theRootPackageIsPublicAndNamesOwnTypes() {
    ArchitectureRules rules = ArchitectureRules.of("io.pinelink.rest");
    rules.rootIsPublic();
    rules.publicSignaturesNameOwnTypes();
  }
}
