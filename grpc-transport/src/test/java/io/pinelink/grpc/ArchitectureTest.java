package io.pinelink.grpc;

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
          .importPackages("io.pinelink.grpc");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.pinelink.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void theCodecDoesNotDependOnConnections() {
    noClasses()
        .that()
        .resideInAPackage("io.pinelink.grpc.codec")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.pinelink.grpc", "io.pinelink.grpc.channel")
        .check(MAIN);
  }

  @Test
  void nothingUsesTheNettyOfTheApplication() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("io.netty..").check(MAIN);
    noClasses().should().dependOnClassesThat().resideInAnyPackage("io.grpc.netty").check(MAIN);
  }

  @Test
  void theRootPackageIsPublicAndNamesOwnTypes() {
    ArchitectureRules rules = ArchitectureRules.of("io.pinelink.grpc");
    rules.rootIsPublic();
    rules.publicSignaturesNameOwnTypes();
  }
}
