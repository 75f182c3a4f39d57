package io.pinelink.springboot;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.RecordIndex;
import io.pinelink.springboot.PinelinkProperties.Kind;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each index that the properties declare: {@code docsIndex}, with the
 * qualifier {@code docs}, for {@code pinelink.indexes.docs}. The application must not have a bean
 * of the same name.
 */
record IndexBeanRegistrar(Environment environment) implements ImportBeanDefinitionRegistrar {
  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importingClass, BeanDefinitionRegistry registry) {
    PinelinkProperties properties = PinelinkProperties.of(environment);
    IndexSettings.check(properties);
    properties.indexes().forEach((key, index) -> register(key, index.kindOrDefault(), registry));
  }

  private static void register(String key, Kind kind, BeanDefinitionRegistry registry) {
    String bean = beanName(key);
    if (registry.containsBeanDefinition(bean)) {
      if (PinelinkAutoConfiguration.INDEXES.equals(
          registry.getBeanDefinition(bean).getFactoryBeanName())) {
        return; // already registered
      }
      String property = PinelinkProperties.PREFIX + ".indexes." + key;
      throw new PinelinkPropertyException(
          property,
          "the application has a bean '" + bean + "' of its own, so the index would have no effect",
          "Rename the bean '" + bean + "', or remove " + property + ".",
          null);
    }
    registry.registerBeanDefinition(bean, definition(key, kind));
  }

  /** Returns the name of the bean of a declared index. */
  static String beanName(String key) {
    return key + "Index";
  }

  private static RootBeanDefinition definition(String key, Kind kind) {
    RootBeanDefinition definition =
        switch (kind) {
          case VECTORS -> openedBy("openIndex", Index.class);
          case RECORDS -> openedBy("openRecords", RecordIndex.class);
          case DOCUMENTS -> openedBy("openDocuments", DocumentIndex.class);
        };
    definition.getConstructorArgumentValues().addIndexedArgumentValue(0, key);
    definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, key));
    definition.setLazyInit(true);
    definition.setDestroyMethodName("");
    return definition;
  }

  private static RootBeanDefinition openedBy(String method, Class<?> type) {
    RootBeanDefinition definition = new RootBeanDefinition(type);
    definition.setFactoryBeanName(PinelinkAutoConfiguration.INDEXES);
    definition.setFactoryMethodName(method);
    return definition;
  }
}
