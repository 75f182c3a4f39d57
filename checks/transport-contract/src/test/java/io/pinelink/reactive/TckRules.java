package io.pinelink.reactive;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/**
 * The rules of a verification of the TCK of Reactive Streams, which are tests of TestNG, as tests
 * of JUnit. A rule that is skipped fails, since optional rules apply too, unless it needs more
 * items than the publisher can have.
 */
final class TckRules {
  /** Rules that the TCK names but cannot test. */
  private static final String UNTESTED = "untested_";

  private static final String TOO_MANY_ITEMS = "is higher than supported by given producer";

  private TckRules() {}

  /**
   * Returns the rules of a verification.
   *
   * @param verification creates the verification of one rule
   * @param except the rules that do not apply
   */
  static Stream<DynamicTest> of(Supplier<?> verification, Set<String> except) {
    return methods(verification.get(), Test.class)
        .filter(rule -> !rule.getName().startsWith(UNTESTED) && !except.contains(rule.getName()))
        .map(rule -> dynamicTest(rule.getName(), () -> run(rule, verification.get())));
  }

  private static Stream<Method> methods(Object verification, Class<? extends Annotation> kind) {
    return Arrays.stream(verification.getClass().getMethods())
        .filter(method -> method.isAnnotationPresent(kind))
        .sorted(Comparator.comparing(Method::getName));
  }

  private static void run(Method rule, Object verification) throws Throwable {
    invokeAll(BeforeClass.class, verification);
    try {
      invokeAll(BeforeMethod.class, verification);
      invoke(rule, verification);
    } finally {
      invokeAll(AfterClass.class, verification);
    }
  }

  private static void invokeAll(Class<? extends Annotation> kind, Object verification)
      throws Throwable {
    for (Method method : methods(verification, kind).toList()) {
      invoke(method, verification);
    }
  }

  private static void invoke(Method method, Object verification) throws Throwable {
    try {
      method.invoke(verification);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException skipped
          && String.valueOf(skipped.getMessage()).contains(TOO_MANY_ITEMS)) {
        throw new TestAbortedException(skipped.getMessage());
      }
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
