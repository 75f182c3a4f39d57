package io.pinelink.springboot;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.scope.refresh.RefreshScopeRefreshedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/**
 * Replaces the client at once when Spring Cloud refreshes it, and not with the next use of its
 * bean: an index that was opened before does not use the bean.
 */
@AutoConfiguration(after = PinelinkAutoConfiguration.class)
@ConditionalOnClass(RefreshScopeRefreshedEvent.class)
@ConditionalOnBean(ClientSuccession.class)
public class PinelinkRefreshAutoConfiguration {
  /** The name of a bean in a scope, whose proxy has the name of the bean itself. */
  private static final String TARGET = "scopedTarget." + PinelinkAutoConfiguration.CLIENT;

  /** Called by the container. */
  PinelinkRefreshAutoConfiguration() {}

  @Bean
  ApplicationListener<RefreshScopeRefreshedEvent> pinelinkRefreshListener(
      ConfigurableListableBeanFactory beans) {
    return event -> {
      if (beans.containsBeanDefinition(TARGET)) {
        Object unused = beans.getBean(TARGET);
      }
    };
  }
}
