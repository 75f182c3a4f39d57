package io.pinelink.micronaut;

import io.pinelink.Pinelink;

/**
 * Fills the embedded server after its start, before the application's client is created. Beans of
 * this type are called in their {@linkplain io.micronaut.core.annotation.Order order}.
 */
@FunctionalInterface
public interface EmbeddedPineconeSetup {
  /**
   * Creates indexes and their content.
   *
   * @param client a client of the server, which is closed afterwards
   */
  void setUp(Pinelink client);
}
