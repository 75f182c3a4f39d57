package io.pinelink.files;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which libraries this module may use and which types its users see. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pinelink.files");

  @Test
  void onlyKnownLibrariesAndExportedPackagesAreUsed() {
    // Of Hadoop only Configuration is used, not its file system. Of parquet-floor nothing is used.
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations..",
            "com.fasterxml.jackson.core..",
            "de.siegmar.fastcsv..",
            "io.pinelink.bulk..",
            "io.pinelink.control..",
            "io.pinelink.documents..",
            "io.pinelink.model..",
            "io.pinelink.records..",
            "io.pinelink.internal.response..",
            "io.pinelink.files..",
            "org.apache.parquet..",
            "org.apache.hadoop.conf")
        .check(MAIN);
  }

  @Test
  void otherFormatsWorkWithoutTheLibrary() {
    String parquet =
        "io\\.pinelink\\.files\\.(internal\\.)?(Parquet|Vector).*"
            + "|io\\.pinelink\\.files\\.data\\.(Parquet|Page|RowGroup|RowMat|Column).*";
    String whoDecide =
        "io\\.pinelink\\.files\\.(data\\.Data(Reader|Writer|WriteOptions)|Import(Writer|Options)).*";
    noClasses()
        .that()
        .haveNameNotMatching(parquet)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache..")
        .check(MAIN);
    noClasses()
        .that()
        .haveNameNotMatching(parquet + "|" + whoDecide)
        .should()
        .dependOnClassesThat()
        .haveNameMatching(parquet)
        .check(MAIN);
  }

  @Test
  void usersSeeNoTypesOfParquet() {
    List<String> seen =
        MAIN.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> !type.getPackageName().endsWith(".internal"))
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaCodeUnit::getAllInvolvedRawTypes)
            .flatMap(types -> types.stream().map(JavaClass::getBaseComponentType))
            .map(JavaClass::getName)
            .distinct()
            .toList();

    assertThat(seen)
        .contains(
            "io.pinelink.model.Vector", "io.pinelink.documents.Document", "java.nio.file.Path")
        .allMatch(name -> !name.contains(".") || name.matches("(java|io\\.pinelink)\\..*"));
  }
}
