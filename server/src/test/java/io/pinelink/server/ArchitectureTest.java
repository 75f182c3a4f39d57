package io.pinelink.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.vectors.DataRequest;
import io.pinelink.server.internal.wire.JsonStreamReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the dependencies between the packages of this module, and its public API. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pinelink.server");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.pinelink.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void internalPackagesDoNotDependOnThePublicApi() {
    noClasses()
        .that()
        .resideInAPackage("io.pinelink.server.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.pinelink.server")
        .check(MAIN);
  }

  @Test
  void theRootPackageIsAllPublic() {
    classes()
        .that()
        .resideInAPackage("io.pinelink.server")
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .bePublic()
        .check(MAIN);
  }

  @Test
  void usersSeeOnlyOwnTypesAndTypesOfTheClient() {
    List<String> seen =
        MAIN.stream()
            .filter(type -> type.getPackageName().equals("io.pinelink.server"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(
                unit ->
                    unit.getModifiers().contains(JavaModifier.PUBLIC)
                        || unit.getModifiers().contains(JavaModifier.PROTECTED))
            .map(JavaCodeUnit::getAllInvolvedRawTypes)
            .flatMap(types -> types.stream().map(JavaClass::getBaseComponentType))
            .map(JavaClass::getName)
            .filter(name -> name.contains("."))
            .distinct()
            .toList();

    assertThat(seen)
        .contains("io.pinelink.server.Fault", "io.pinelink.Pinelink$Builder", "java.time.Duration")
        .allMatch(name -> name.matches("(java|io\\.pinelink)\\..*"))
        .noneMatch(name -> name.contains(".internal."));
  }

  /** A second type with the headers would be another form of the same call. */
  @Test
  void oneTypeCarriesACall() {
    fields()
        .that()
        .haveRawType(HttpHeaders.class)
        .should()
        .beDeclaredIn(ServerCall.class)
        .check(MAIN);
  }

  /** A new field of a request then changes one file, which has both protocols. */
  @Test
  void requestsAreDecodedInTheFileThatAnswersThem() {
    noClasses()
        .that(are(not(assignableTo(DataRequest.class))))
        .and()
        .haveSimpleNameNotEndingWith("Operations")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.pinelink.grpc.proto").and(simpleNameEndingWith("Request")))
        .orShould()
        .callMethod(JsonStreamReader.class, "read", byte[].class, JsonStreamReader.Members.class)
        .check(MAIN);
  }

  /** Shared code would hide bugs of the transports; only the generated messages are shared. */
  @Test
  void theServerSharesNoCodeWithTheTransports() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.pinelink.rest..", "io.pinelink.grpc..")
                .and(not(resideInAPackage("io.pinelink.grpc.proto"))))
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("io.pinelink.internal..")
        .check(MAIN);
  }
}
