package io.pinelink.micronaut;

import io.pinelink.Pinelink;

/** A connection that replaces the one of the properties. */
@FunctionalInterface
interface ServerConnection {
  /** Creates a builder with the options of the connection. */
  Pinelink.Builder newBuilder();
}
