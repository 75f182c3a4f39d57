package io.pinelink.springboot.test.library;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A part of the application without Pinelink, which cannot be loaded in a test. */
@RestController
@Configuration(proxyBeanMethods = false)
class Desk {
  @Bean
  Thread opening() {
    throw new IllegalStateException("the slice has loaded a configuration of the application");
  }

  @GetMapping("/")
  String open() {
    return "open";
  }
}
