package io.pinelink.springboot.test;

import io.pinelink.Pinelink;

/**
 * Fills the server of a test after its start, before the application's client is created. Beans of
 * this type are called in their {@linkplain org.springframework.core.annotation.Order order}.
 */
@FunctionalInterface
public interface EmbeddedPineconeInitializer {
  /**
   * Creates indexes and their content.
   *
   * @param client a client of the server, which is closed afterwards
   */
  void initialize(Pinelink client);
}
