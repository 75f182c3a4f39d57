package io.pinelink.springboot;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.routing.IndexHost;
import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;
import io.pinelink.springboot.PinelinkProperties.Kind;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each index that the properties declare: {@code docsIndex}, with the
 * qualifier {@code docs}, for {@code pinelink.indexes.docs}. A bean of the same name is kept.
 */
final class IndexBeanRegistrar implements ImportBeanDefinitionRegistrar {
  private final Environment environment;

  IndexBeanRegistrar(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importingClass, BeanDefinitionRegistry registry) {
    PinelinkProperties properties = PinelinkProperties.of(environment);
    check(properties);
    properties
        .indexes()
        .forEach(
            (key, index) -> {
              String bean = beanName(key);
              if (!registry.containsBeanDefinition(bean)) {
                registry.registerBeanDefinition(
                    bean, definition(key, index.kind() == Kind.DOCUMENTS));
              }
            });
  }

  /** Checks the hosts of the indexes, which are opened later. */
  private static void check(PinelinkProperties properties) {
    for (Map.Entry<String, ConfiguredIndex> index : properties.indexes().entrySet()) {
      Setters.apply(
          "indexes." + index.getKey() + ".host",
          index.getValue().givenHost(),
          host -> IndexHost.parse(host, properties.trustedDomains()));
    }
    String checked = properties.health().index();
    if (checked != null && !properties.indexes().containsKey(checked)) {
      throw PinelinkPropertyException.refused(
          "health.index",
          new IllegalArgumentException(
              "index is '" + checked + "', expected one of " + properties.indexes().keySet()));
    }
  }

  /** Returns the name of the bean of a declared index. */
  static String beanName(String key) {
    return key + "Index";
  }

  private static RootBeanDefinition definition(String key, boolean documents) {
    RootBeanDefinition definition =
        new RootBeanDefinition(documents ? DocumentIndex.class : Index.class);
    definition.setFactoryBeanName(PinelinkAutoConfiguration.INDEXES);
    definition.setFactoryMethodName(documents ? "openDocuments" : "openIndex");
    definition.getConstructorArgumentValues().addIndexedArgumentValue(0, key);
    definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, key));
    definition.setLazyInit(true);
    definition.setDestroyMethodName("");
    return definition;
  }
}
