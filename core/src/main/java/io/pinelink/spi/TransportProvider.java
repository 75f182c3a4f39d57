package io.pinelink.spi;

import io.pinelink.model.Protocol;

/** A factory of transports, which clients find on the class path with {@code ServiceLoader}. */
public interface TransportProvider {
  /** Returns the protocol of the transports. */
  Protocol protocol();

  /** Creates a transport with its own connections; it opens none before the first call. */
  Transport create(TransportOptions options);
}
