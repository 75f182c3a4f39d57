package io.pinelink.quarkus;

import io.pinelink.Pinelink;

/**
 * Changes the builder of the client after the properties were applied. Every bean of this type is
 * called once, at startup, on the thread that starts the application.
 */
@FunctionalInterface
public interface ClientCustomizer {
  /** Changes the builder, for example to set a DNS resolver. */
  void customize(Pinelink.Builder builder);
}
