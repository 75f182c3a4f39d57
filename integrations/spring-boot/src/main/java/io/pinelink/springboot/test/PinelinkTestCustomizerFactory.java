package io.pinelink.springboot.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Limits the context of each {@link PinelinkTest}; found in {@code spring.factories}. */
final class PinelinkTestCustomizerFactory implements ContextCustomizerFactory {
  /** Called by Spring's test framework. */
  PinelinkTestCustomizerFactory() {}

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> configurationAttributes) {
    PinelinkTest slice =
        TestContextAnnotationUtils.findMergedAnnotation(testClass, PinelinkTest.class);
    return slice == null ? null : new PinelinkTestCustomizer(slice);
  }
}
