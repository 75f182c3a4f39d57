package io.pinelink.micronaut;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.Environment;
import io.pinelink.Pinelink;
import java.util.List;

/**
 * Checks the properties {@code pinelink.*} before an application creates beans, and registers a
 * bean for each of {@code pinelink.indexes.*}: an {@link io.pinelink.Index}, {@link
 * io.pinelink.RecordIndex} or {@link io.pinelink.DocumentIndex} with the name there. Called by
 * Micronaut.
 *
 * <p>A mistake is a {@link io.micronaut.context.exceptions.ConfigurationException} whose message is
 * one line that begins with the name of the property.
 */
@ContextConfigurer
public final class PinelinkConfigurer implements ApplicationContextConfigurer {
  private static final String EMBEDDED = "embedded";
  private static final String SERVER = "io.pinelink.server.EmbeddedPinecone";

  /** Called by Micronaut. */
  public PinelinkConfigurer() {}

  @Override
  public void configure(ApplicationContext context) {
    Environment environment = context.getEnvironment();
    environment.start(); // no effect, unless code configures the context before it starts it
    PropertyReader properties = new PropertyReader(environment);
    if (Boolean.FALSE.equals(properties.get("enabled", PropertyValues::flag))) {
      return;
    }
    boolean embedded = Boolean.TRUE.equals(properties.get(EMBEDDED, PropertyValues::flag));
    if (embedded && !environment.isPresent(SERVER)) {
      throw PropertyReader.invalid(
          EMBEDDED, "the server is missing, add the artifact pinelink-server", null);
    }
    Pinelink.Builder discarded = Pinelink.builder();
    PropertyReader connection = embedded ? properties.withoutValues() : properties;
    new ServiceProperties(connection).apply(discarded);
    new CallProperties(properties).apply(discarded);
    List<DeclaredIndex> declared = DeclaredIndex.read(properties, connection);
    HealthCall check = HealthCall.read(properties, declared);
    properties.checkNames();
    IndexBeans indexes = new IndexBeans(declared);
    context.registerBeanDefinition(singleton(IndexBeans.class, indexes));
    context.registerBeanDefinition(singleton(HealthCall.class, check));
    indexes.register(context);
  }

  private static <T> RuntimeBeanDefinition<T> singleton(Class<T> type, T bean) {
    return RuntimeBeanDefinition.builder(type, () -> bean).singleton(true).build();
  }
}
