package io.pinelink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.pinelink.annotation.Preview;
import io.pinelink.model.Built;
import io.pinelink.model.PaginatedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the packages of this module, and what its public side may look like. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pinelink");

  /** The packages that users see. The SPI is exported to Pinelink's own modules alone. */
  private static final Set<String> API = exportedToAll();

  /** Public methods that return null for an absent value anyway, as the JDK's own do. */
  private static final Set<String> NULL_FOR_ABSENT =
      Set.of("io.pinelink.error.PinelinkException.getMessage");

  private static Set<String> exportedToAll() {
    try (InputStream descriptor =
        Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      return ModuleDescriptor.read(descriptor).exports().stream()
          .filter(exported -> !exported.isQualified())
          .map(Exports::source)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void mainClassesAreImported() {
    assertThat(MAIN.contain(Pinelink.class)).isTrue();
    assertThat(MAIN.contain(ArchitectureTest.class)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "io.pinelink.internal.validation, ''",
    "io.pinelink.internal.concurrent, ''",
    "io.pinelink.internal.json, ''",
    "io.pinelink.internal.hosttext, io.pinelink.internal.validation",
    "io.pinelink.network,    io.pinelink.internal.hosttext" + " io.pinelink.internal.validation",
    "io.pinelink.routing,    io.pinelink.network io.pinelink.internal.hosttext"
        + " io.pinelink.internal.validation",
    "io.pinelink.model,      io.pinelink.routing io.pinelink.internal.json"
        + " io.pinelink.internal.validation",
    "io.pinelink.control,    io.pinelink.annotation io.pinelink.documents io.pinelink.imports io.pinelink.model"
        + " io.pinelink.routing io.pinelink.internal.validation",
    "io.pinelink.documents,  io.pinelink.annotation io.pinelink.model io.pinelink.internal.json"
        + " io.pinelink.internal.validation",
    "io.pinelink.inference,  io.pinelink.model io.pinelink.internal.validation",
    "io.pinelink.namespaces, io.pinelink.model io.pinelink.internal.validation",
    "io.pinelink.records,    io.pinelink.model io.pinelink.internal.validation",
    "io.pinelink.imports,    io.pinelink.model io.pinelink.internal.validation",
    "io.pinelink.bulk,       io.pinelink.model io.pinelink.documents io.pinelink.namespaces"
        + " io.pinelink.records io.pinelink.internal.validation",
    "io.pinelink.error,      io.pinelink.routing io.pinelink.network io.pinelink.bulk"
        + " io.pinelink.model io.pinelink.internal.response io.pinelink.internal.validation",
    "io.pinelink.internal.failure, io.pinelink.error io.pinelink.network io.pinelink.routing"
        + " io.pinelink.internal.hosttext",
    "io.pinelink.spi,        io.pinelink.bulk io.pinelink.routing io.pinelink.network io.pinelink.error"
        + " io.pinelink.model io.pinelink.control io.pinelink.documents"
        + " io.pinelink.imports io.pinelink.inference io.pinelink.namespaces io.pinelink.records"
        + " io.pinelink.spi.request io.pinelink.telemetry io.pinelink.spi.credential"
        + " io.pinelink.spi.dial"
        + " io.pinelink.internal.response"
        + " io.pinelink.internal.concurrent io.pinelink.internal.failure"
        + " io.pinelink.internal.validation",
    "io.pinelink.spi.credential, io.pinelink.model io.pinelink.internal.validation",
    "io.pinelink.spi.dial,   io.pinelink.routing io.pinelink.network"
        + " io.pinelink.internal.concurrent io.pinelink.internal.failure"
        + " io.pinelink.internal.hosttext io.pinelink.internal.validation",
    "io.pinelink.telemetry,  io.pinelink.bulk io.pinelink.error io.pinelink.model"
        + " io.pinelink.network io.pinelink.routing",
    "io.pinelink.spi.request, io.pinelink.internal.validation",
    "io.pinelink.internal.response, io.pinelink.bulk io.pinelink.control"
        + " io.pinelink.documents io.pinelink.imports io.pinelink.inference io.pinelink.model"
        + " io.pinelink.namespaces io.pinelink.network io.pinelink.records io.pinelink.routing"
        + " io.pinelink.internal.validation",
    "io.pinelink.retry,      io.pinelink.model io.pinelink.internal.validation",
    "io.pinelink.internal.probe, io.pinelink.routing io.pinelink.network io.pinelink.spi"
        + " io.pinelink.spi.dial io.pinelink.internal.concurrent"
        + " io.pinelink.internal.validation",
    "io.pinelink.internal.retry, io.pinelink.error io.pinelink.model io.pinelink.namespaces"
        + " io.pinelink.retry io.pinelink.routing io.pinelink.spi io.pinelink.spi.request"
        + " io.pinelink.internal.response io.pinelink.telemetry io.pinelink.internal.concurrent"
        + " io.pinelink.internal.validation",
    "io.pinelink.internal.bulk, io.pinelink.error io.pinelink.bulk"
        + " io.pinelink.internal.concurrent io.pinelink.internal.retry io.pinelink.model"
        + " io.pinelink.internal.response io.pinelink.internal.validation io.pinelink.spi",
  })
  void dependenciesPointOneWay(String from, String to) {
    List<String> allowed = new ArrayList<>(List.of(to.split(" ")));
    allowed.addAll(
        List.of(
            from,
            "java..",
            "javax.net.ssl..",
            "javax.security.auth.x500..",
            "org.jspecify.annotations.."));
    classes()
        .that()
        .resideInAPackage(from)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(MAIN);
  }

  @Test
  void routingDoesNotUseTheNetwork() {
    classes()
        .that()
        .resideInAPackage("io.pinelink.internal.routing")
        .and()
        .haveNameMatching(
            ".*\\.(Router|RouteChoice|ControlPlaneEndpoint|NetworkOptions|TrustedDomains)")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pinelink.internal.routing",
            "io.pinelink.routing",
            "io.pinelink.network",
            "io.pinelink.internal.hosttext",
            "java..",
            "javax.net.ssl..",
            "org.jspecify.annotations..")
        .check(MAIN);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.pinelink.(**)").should().beFreeOfCycles().check(MAIN);
  }

  /**
   * A listener of calls may observe bulk operations; what starts and ends calls knows nothing of
   * them.
   */
  @Test
  void callsDoNotKnowWhatIsBuiltOnThem() {
    noClasses()
        .that()
        .resideInAPackage("io.pinelink.internal.call")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.pinelink.bulk", "io.pinelink.internal.bulk..")
        .check(MAIN);
  }

  @Test
  void theRootPackageHasOnlyPublicFacades() {
    classes()
        .that()
        .resideInAPackage("io.pinelink")
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT) // what facades have in common
        .should()
        .bePublic()
        .check(MAIN);
    // The facades use the other packages, and none of these uses a facade.
    noClasses()
        .that()
        .resideInAPackage("io.pinelink.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.pinelink")
        .check(MAIN);
  }

  @Test
  void namesDoNotContainPatterns() {
    noClasses()
        .should()
        .resideInAnyPackage("..impl..", "..util..", "..utils..", "..common..", "..helper..")
        .orShould()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?)")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*")
        .check(MAIN);
  }

  @Test
  void publicClassesAreFinalOrSealed() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideInAnyPackage(API.toArray(String[]::new))
        .and()
        .haveSimpleNameNotEndingWith("Bridge")
        .and()
        .doNotHaveFullyQualifiedName(ClientBuilder.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(Built.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(Built.Settings.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(PaginatedRequest.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(PaginatedRequest.Builder.class.getName())
        .should(beClosed())
        .check(MAIN);
  }

  private static ArchCondition<JavaClass> beClosed() {
    return new ArchCondition<>(
        "be final, sealed, an interface, or without a constructor that others can call") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed =
            type.isInterface()
                || type.isEnum()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.reflect().isSealed()
                || type.getConstructors().stream().noneMatch(c -> isOffered(c.getModifiers()));
        events.add(new SimpleConditionEvent(type, closed, type.getName() + " can be extended"));
      }
    };
  }

  @Test
  void publicSignaturesUseOnlyOwnTypes() {
    classes()
        .that()
        .arePublic()
        .and()
        .resideInAnyPackage(API.toArray(String[]::new))
        .and()
        .doNotHaveSimpleName("ErrorBridge") // only Failures can extend it and call its methods
        .should(nameOnlyOwnAndJavaTypes())
        .check(MAIN);
  }

  private static ArchCondition<JavaClass> nameOnlyOwnAndJavaTypes() {
    return new ArchCondition<>("name types of java and of exported packages alone") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getRawSuperclass().ifPresent(s -> checkType(type, "superclass", s, events));
        type.getRawInterfaces().forEach(i -> checkType(type, "interface", i, events));
        for (JavaField field : type.getFields()) {
          if (isOffered(field.getModifiers())) {
            checkAll(type, field.getName(), field.getAllInvolvedRawTypes(), events);
          }
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (isOffered(unit.getModifiers())) {
            checkAll(type, unit.getName(), unit.getAllInvolvedRawTypes(), events);
          }
        }
      }
    };
  }

  @Test
  void exceptionsOfCallsHaveNoPublicConstructor() {
    classes()
        .that()
        .resideInAPackage("io.pinelink.error")
        .and()
        .areAssignableTo(Throwable.class)
        .should(haveNoConstructorForOthers())
        .check(MAIN);
  }

  private static ArchCondition<JavaClass> haveNoConstructorForOthers() {
    return new ArchCondition<>("have no constructor that others can call") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean hidden =
            type.getConstructors().stream().noneMatch(c -> isOffered(c.getModifiers()));
        events.add(new SimpleConditionEvent(type, hidden, type.getName() + " can be created"));
      }
    };
  }

  @Test
  void publicMethodsThatNameAPreviewAreMarked() {
    List<String> unmarked = new ArrayList<>();
    for (JavaClass type : MAIN) {
      if (isExported(type) && !isPreview(type)) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (isOffered(unit.getModifiers())
              && !unit.isAnnotatedWith(Preview.class)
              && unit.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureTest::isPreview)) {
            unmarked.add(unit.getFullName());
          }
        }
      }
    }
    assertThat(unmarked).isEmpty();
    assertThat(MAIN.stream().filter(ArchitectureTest::isPreview)).isNotEmpty();
  }

  /** Returns whether a type or one that it is nested in is marked. */
  private static boolean isPreview(JavaClass type) {
    return type.isAnnotatedWith(Preview.class)
        || type.getEnclosingClass().filter(ArchitectureTest::isPreview).isPresent();
  }

  @Test
  void nullableResultsAreOptional() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : MAIN) {
      if (isExported(type)) {
        for (Method method : type.reflect().getDeclaredMethods()) {
          if (Modifier.isPublic(method.getModifiers())
              && method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class)) {
            found.add(type.getName() + "." + method.getName());
          }
        }
      }
    }
    assertThat(found)
        .as("public methods that return @Nullable instead of Optional, but for those allowed")
        .isEqualTo(new TreeSet<>(NULL_FOR_ABSENT));
  }

  /** Returns whether users can name a type: it and its enclosing types are public and exported. */
  private static boolean isExported(JavaClass type) {
    return API.contains(type.getPackageName())
        && Stream.iterate(Optional.of(type), Optional::isPresent, t -> t.get().getEnclosingClass())
            .allMatch(t -> t.get().getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static boolean isOffered(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static void checkAll(
      JavaClass type, String where, Iterable<JavaClass> named, ConditionEvents events) {
    named.forEach(n -> checkType(type, where, n, events));
  }

  private static void checkType(
      JavaClass type, String where, JavaClass named, ConditionEvents events) {
    String name = named.getBaseComponentType().getPackageName();
    boolean allowed =
        name.isEmpty()
            || name.startsWith("java.")
            || name.equals("java")
            || name.equals("javax.net.ssl")
            || name.startsWith("org.jspecify.")
            || API.contains(name);
    String message = type.getName() + "." + where + " names " + named.getName();
    events.add(new SimpleConditionEvent(type, allowed, message));
  }
}
