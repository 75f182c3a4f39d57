package io.pinelink.springboot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Configures Jackson to write vectors, matches, documents and responses as JSON, so that a web
 * controller can return them. Spring Boot 3 uses Jackson 2, and Spring Boot 4 Jackson 3. A bean
 * named {@code pinelinkJackson2Module} or {@code pinelinkJackson3Module} replaces the JSON.
 */
@AutoConfiguration
@ImportRuntimeHints(ModelJsonHints.class)
public class PinelinkJacksonAutoConfiguration {
  /** Called by the container. */
  PinelinkJacksonAutoConfiguration() {}

  /** Jackson 2. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "com.fasterxml.jackson.databind.ObjectMapper")
  static class Jackson2 {
    @Bean
    @ConditionalOnMissingBean(name = "pinelinkJackson2Module")
    com.fasterxml.jackson.databind.Module pinelinkJackson2Module() {
      return new Jackson2Models();
    }
  }

  /** Jackson 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "tools.jackson.databind.JacksonModule")
  static class Jackson3 {
    @Bean
    @ConditionalOnMissingBean(name = "pinelinkJackson3Module")
    tools.jackson.databind.JacksonModule pinelinkJackson3Module() {
      return new Jackson3Models();
    }
  }
}
