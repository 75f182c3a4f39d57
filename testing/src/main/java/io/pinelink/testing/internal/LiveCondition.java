package io.pinelink.testing.internal;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * The condition for a class or a method to run against the real service: no parameter needs the
 * embedded server. JUnit reports an exception of a parameter as a failure, so this is decided
 * before.
 */
public final class LiveCondition {
  private LiveCondition() {}

  /** Returns whether an element of tests is enabled, with the reason if it is not. */
  public static ConditionEvaluationResult of(ExtensionContext context) {
    if (LiveService.setting(context).isEmpty()) {
      return ConditionEvaluationResult.enabled("tests run against an embedded server");
    }
    return context
        .getElement()
        .flatMap(LiveCondition::emulatorOnly)
        .map(
            parameter ->
                ConditionEvaluationResult.disabled(
                    LiveSession.reason(TestParameters.purpose(parameter.getType()))))
        .orElseGet(() -> ConditionEvaluationResult.enabled("tests run against the real service"));
  }

  private static Optional<Parameter> emulatorOnly(AnnotatedElement element) {
    Stream<? extends Executable> executables =
        element instanceof Class<?> type
            ? Stream.concat(Stream.of(type.getDeclaredConstructors()), lifecycleMethods(type))
            : Stream.of((Method) element);
    return executables
        .flatMap(executable -> Stream.of(executable.getParameters()))
        .filter(parameter -> TestParameters.needsEmulator(parameter.getType()))
        .findFirst();
  }

  private static Stream<Method> lifecycleMethods(Class<?> type) {
    return Stream.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class)
        .flatMap(
            annotation ->
                AnnotationSupport.findAnnotatedMethods(
                    type, annotation, HierarchyTraversalMode.TOP_DOWN)
                    .stream());
  }
}
