package io.pinelink.springboot;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import java.lang.System.Logger.Level;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each index that the properties declare: {@code docsIndex}, with the
 * qualifier {@code docs}, for {@code pinelink.indexes.docs}. A bean of the same name replaces it.
 */
final class IndexBeanRegistrar implements ImportBeanDefinitionRegistrar {
  private static final System.Logger LOG = System.getLogger(IndexBeanRegistrar.class.getName());

  private final Environment environment;

  IndexBeanRegistrar(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importingClass, BeanDefinitionRegistry registry) {
    PinelinkProperties properties = PinelinkProperties.of(environment);
    IndexSettings.check(properties);
    properties.indexes().forEach((key, index) -> register(key, index.isForDocuments(), registry));
  }

  private static void register(String key, boolean documents, BeanDefinitionRegistry registry) {
    String bean = beanName(key);
    if (registry.containsBeanDefinition(bean)) {
      keepBean(key, documents ? DocumentIndex.class : Index.class, registry);
    } else {
      registry.registerBeanDefinition(bean, definition(key, documents));
    }
  }

  /** Reports that the properties of an index have no effect, and rejects a bean of another type. */
  private static void keepBean(String key, Class<?> expected, BeanDefinitionRegistry registry) {
    String bean = beanName(key);
    Class<?> type = registry instanceof BeanFactory beans ? beans.getType(bean, false) : null;
    if (type != null && !expected.isAssignableFrom(type)) {
      throw PinelinkPropertyException.refused(
          "indexes." + key,
          new IllegalArgumentException(
              "the application has a bean '"
                  + bean
                  + "' of type "
                  + type.getName()
                  + ", expected "
                  + expected.getSimpleName()
                  + " or another name"));
    }
    LOG.log(
        Level.WARNING,
        "{0}.indexes.{1} has no effect, because the application has a bean ''{2}''",
        PinelinkProperties.PREFIX,
        key,
        bean);
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
