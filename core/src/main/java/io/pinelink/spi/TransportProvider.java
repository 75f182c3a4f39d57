package io.pinelink.spi;

import io.pinelink.model.Protocol;

/** How a client finds the transports on the class path: a service for {@code ServiceLoader}. */
public interface TransportProvider {
  /** The protocol of the transports. */
  Protocol protocol();

  /** A new transport with connections of its own; it opens none before the first call. */
  Transport create(TransportOptions options);
}
