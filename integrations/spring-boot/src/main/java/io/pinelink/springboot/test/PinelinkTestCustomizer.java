package io.pinelink.springboot.test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.TypeFilterUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Disables the auto-configurations of a context and limits its scans. Spring Boot's own annotations
 * for this have other packages in 4 than in 3.5, so this class does it without them.
 */
final class PinelinkTestCustomizer implements ContextCustomizer {
  private final List<Filter> included;

  PinelinkTestCustomizer(PinelinkTest slice) {
    this.included = Arrays.asList(slice.includeFilters());
  }

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    TestPropertyValues.of(EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY + "=false")
        .applyTo(context);
    context
        .getBeanFactory()
        .registerSingleton(
            PinelinkTypeExcludeFilter.class.getName(),
            new PinelinkTypeExcludeFilter(
                included.stream().flatMap(filter -> filters(filter, context)).toList()));
  }

  private static Stream<TypeFilter> filters(Filter filter, ConfigurableApplicationContext context) {
    return TypeFilterUtils.createTypeFiltersFor(
        MergedAnnotation.from(filter).asAnnotationAttributes(),
        context.getEnvironment(),
        context,
        (BeanDefinitionRegistry) context.getBeanFactory())
        .stream();
  }

  /** Tests with equal customizers share a context. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PinelinkTestCustomizer that && that.included.equals(included);
  }

  @Override
  public int hashCode() {
    return included.hashCode();
  }
}
