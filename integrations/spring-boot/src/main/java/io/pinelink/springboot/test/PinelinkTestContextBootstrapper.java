package io.pinelink.springboot.test;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Starts the context of a {@link PinelinkTest} as for other tests, with its properties. */
final class PinelinkTestContextBootstrapper extends SpringBootTestContextBootstrapper {
  /** Called by Spring's test framework. */
  PinelinkTestContextBootstrapper() {}

  @Override
  protected String @Nullable [] getProperties(Class<?> testClass) {
    PinelinkTest slice =
        TestContextAnnotationUtils.findMergedAnnotation(testClass, PinelinkTest.class);
    return slice == null ? null : slice.properties();
  }
}
