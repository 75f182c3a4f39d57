package io.pinelink.micronaut;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.inject.BeanDefinition;
import io.pinelink.Pinelink;
import io.pinelink.routing.RoutePolicy;
import jakarta.inject.Singleton;

/**
 * Creates the client when the application starts, so that a missing API key is reported then and
 * not by the first request. It does nothing if the application has a client of its own.
 */
@Singleton
@Requires(property = "pinelink.enabled", notEquals = "false")
final class ClientStart implements ApplicationEventListener<StartupEvent> {
  private final ApplicationContext context;
  private final IndexBeans indexes;

  ClientStart(ApplicationContext context, IndexBeans indexes) {
    this.context = context;
    this.indexes = indexes;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    boolean isOurs =
        context
            .findBeanDefinition(Pinelink.class)
            .flatMap(BeanDefinition::getDeclaringType)
            .filter(PinelinkFactory.class::equals)
            .isPresent();
    if (!isOurs) {
      return;
    }
    try {
      context.getBean(Pinelink.class);
      RoutePolicy.Choice policy =
          new CallProperties(new PropertyReader(context.getEnvironment())).policy();
      if (policy != RoutePolicy.Choice.PRIVATE_PREFERRED) {
        indexes.openGivenHosts(context);
      }
    } catch (BeanInstantiationException e) {
      throw reason(e);
    }
  }

  /** Returns the problem with a property, if it is the cause, so that its line comes first. */
  private static RuntimeException reason(BeanInstantiationException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException problem) {
        return problem;
      }
    }
    return failure;
  }
}
