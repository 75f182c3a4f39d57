package io.pinelink.moduletests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that a copy method always copies: {@code options.header(…).timeout(…)} must not compile to
 * a static method, which drops the header. The static methods of an interface cannot be called on
 * an instance, so this concerns classes only.
 */
class CopyMethodsTest {
  /** Names for the start of a new object, which are not mistaken for another setting. */
  private static final Set<String> BEGINNINGS =
      Set.of("defaults", "none", "of", "after", "ids", "parse", "load", "valueOf");

  /** Called on a finished request, by the iteration over pages; it does not start a chain. */
  private static final String NEXT_PAGE = "withPaginationToken";

  @ParameterizedTest
  @EnumSource(PublishedJar.class)
  void noStaticMethodUndoesACopyMethod(PublishedJar jar) {
    assertThat(apiOf(jar).flatMap(CopyMethodsTest::undoing)).isEmpty();
  }

  @Test
  void aStaticMethodBesideCopyMethodsIsFound() {
    JavaClass trap = new ClassFileImporter().importClass(Trap.class);

    assertThat(undoing(trap)).singleElement().asString().contains("Trap.timeout(int)");
  }

  private static Stream<JavaClass> apiOf(PublishedJar jar) {
    return jar.classes().stream()
        .filter(type -> isPublic(type) && !(type.getPackageName() + ".").contains(".internal."))
        // protoc's messages have only copy methods that return the default instance.
        .filter(type -> !type.getPackageName().equals("io.pinelink.grpc.proto"));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(CopyMethodsTest::isPublic).orElse(true);
  }

  /** Returns the public static methods that an object with copy methods can call for another. */
  private static Stream<String> undoing(JavaClass type) {
    if (type.isInterface()) {
      return Stream.of();
    }
    Predicate<JavaMethod> isStatic = method -> method.getModifiers().contains(JavaModifier.STATIC);
    List<JavaMethod> ofTheType =
        type.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> method.getRawReturnType().equals(type))
            .filter(method -> !method.getName().equals(NEXT_PAGE))
            .toList();
    return ofTheType.stream().allMatch(isStatic)
        ? Stream.of()
        : ofTheType.stream()
            .filter(isStatic)
            .filter(method -> !BEGINNINGS.contains(method.getName()))
            .map(JavaMethod::getFullName);
  }

  /** A class as it must not be. */
  record Trap(int header, int timeout) {
    public static Trap defaults() {
      return new Trap(0, 0);
    }

    public static Trap timeout(int millis) {
      return new Trap(0, millis);
    }

    public Trap withHeader(int value) {
      return new Trap(value, timeout);
    }
  }
}
