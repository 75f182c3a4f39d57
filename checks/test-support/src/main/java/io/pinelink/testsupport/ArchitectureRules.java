package io.pinelink.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;

/** The architecture rules that apply to the main code of every module. */
public final class ArchitectureRules {
  private final String root;
  private final JavaClasses classes;

  private ArchitectureRules(String root) {
    this.root = root;
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
  }

  /**
   * Creates the rules of a module.
   *
   * @param root the package that all of its packages are in
   */
  public static ArchitectureRules of(String root) {
    return new ArchitectureRules(root);
  }

  /** Checks that no packages depend on each other. */
  public void packagesHaveNoCycles() {
    slices().matching("io.pinelink.(**)").should().beFreeOfCycles().check(classes);
  }

  /** Checks that every top-level class of the root package is public. */
  public void rootIsPublic() {
    classes()
        .that()
        .resideInAPackage(root)
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .bePublic()
        .check(classes);
  }

  /**
   * Checks that public signatures of the root package name types of Java and Pinelink, none of them
   * internal.
   *
   * @param others packages that may appear too, such as the packages of the framework that is
   *     extended
   */
  public void publicSignaturesNameOwnTypes(String... others) {
    List<String> named =
        classes.stream()
            .filter(type -> type.getPackageName().equals(root))
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

    assertThat(named)
        .isNotEmpty()
        .noneMatch(name -> name.contains(".internal."))
        .allMatch(
            name ->
                name.startsWith("java.")
                    || name.startsWith("io.pinelink.")
                    || Arrays.stream(others).anyMatch(name::startsWith));
  }
}
