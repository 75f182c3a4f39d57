package io.pinelink.moduletests;

import io.pinelink.model.Built;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A check of the names of a type's factories and of its builder, by the rules of {@code
 * docs/decisions/api-names.md}. Methods that a framework defines are not checked, as Pinelink does
 * not choose their names.
 */
final class ApiNames {
  private static final Pattern PREFIXED = Pattern.compile("(set|with)(\\p{Lu}.*)?");

  /** Methods of {@link Object}, of records and of enums. */
  private static final Set<String> STANDARD =
      Set.of("toString", "hashCode", "equals", "values", "valueOf", "ordinal", "name");

  private ApiNames() {}

  /** Returns the names that violate a rule, with the rule. */
  static List<String> violations(Class<?> type) {
    List<String> violations = new ArrayList<>();
    Optional<Class<?>> builder = builderOf(type);
    List<Method> methods = methods(type);
    for (Method method : methods) {
      if (Modifier.isStatic(method.getModifiers())) {
        staticMethod(type, builder, method).forEach(violations::add);
      }
    }
    builder.ifPresent(
        nested -> {
          if (!Modifier.isAbstract(type.getModifiers())
              && methods.stream().noneMatch(each -> startsBuilder(each, nested))) {
            violations.add(type.getTypeName() + ": a type with a builder has builder()");
          }
          boolean isRequest = type.getSimpleName().endsWith("Request");
          if (isRequest
              && !Built.class.isAssignableFrom(type) // which has toBuilder()
              && methods.stream().noneMatch(each -> copiesToBuilder(each, nested))) {
            violations.add(type.getTypeName() + ": a request with a builder has toBuilder()");
          }
          if (nested.getConstructors().length > 0) {
            violations.add(nested.getTypeName() + ": a builder has no public constructor");
          }
          methods(nested).stream()
              .filter(each -> PREFIXED.matcher(each.getName()).matches())
              .map(each -> text(each) + ": a builder's method is named after its field")
              .forEach(violations::add);
        });
    return violations;
  }

  private static Stream<String> staticMethod(
      Class<?> type, Optional<Class<?>> builder, Method method) {
    String name = method.getName();
    boolean returnsBuilder =
        method.getReturnType().getSimpleName().endsWith("Builder")
            && isOurs(method.getReturnType());
    boolean isFactory = method.getReturnType() == type && !STANDARD.contains(name);
    List<String> violations = new ArrayList<>();
    if (returnsBuilder && !name.equals("builder")) {
      violations.add(text(method) + ": a static method that returns a builder is named builder");
    }
    if (!returnsBuilder && name.equals("builder")) {
      violations.add(text(method) + ": builder returns a builder");
    }
    if (isFactory || returnsBuilder) {
      if (methods(type).stream().anyMatch(each -> isAccessor(each, name))) {
        violations.add(text(method) + ": a factory does not have the name of an accessor");
      }
      boolean looksLikeSetter =
          method.getParameterCount() > 0
              && builder.stream()
                  .flatMap(nested -> methods(nested).stream())
                  .anyMatch(each -> each.getName().equals(name));
      if (looksLikeSetter) {
        violations.add(text(method) + ": a factory does not look like a setter");
      }
    }
    return violations.stream();
  }

  private static boolean isAccessor(Method method, String name) {
    return !Modifier.isStatic(method.getModifiers())
        && method.getParameterCount() == 0
        && method.getName().equals(name);
  }

  private static boolean startsBuilder(Method method, Class<?> builder) {
    return Modifier.isStatic(method.getModifiers())
        && method.getName().equals("builder")
        && method.getReturnType() == builder;
  }

  private static boolean copiesToBuilder(Method method, Class<?> builder) {
    return !Modifier.isStatic(method.getModifiers())
        && method.getName().equals("toBuilder")
        && method.getParameterCount() == 0
        && method.getReturnType() == builder;
  }

  private static Optional<Class<?>> builderOf(Class<?> type) {
    return Arrays.<Class<?>>stream(type.getDeclaredClasses())
        .filter(nested -> nested.getSimpleName().equals("Builder"))
        .filter(nested -> Modifier.isPublic(nested.getModifiers()))
        .filter(nested -> !Modifier.isAbstract(nested.getModifiers()))
        .findFirst();
  }

  private static List<Method> methods(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> !method.isSynthetic())
        .filter(method -> isOurs(method.getDeclaringClass()))
        .toList();
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith("io.pinelink.");
  }

  private static String text(Method method) {
    return method.getDeclaringClass().getTypeName() + "." + method.getName();
  }
}
