package io.pinelink.grpc;

import io.pinelink.model.Protocol;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.TransportProvider;

/** How a client finds {@link GrpcTransport}. */
public final class GrpcTransportProvider implements TransportProvider {
  /** For {@code ServiceLoader}. */
  public GrpcTransportProvider() {}

  @Override
  public Protocol protocol() {
    return Protocol.GRPC;
  }

  @Override
  public Transport create(TransportOptions options) {
    return GrpcTransport.create(options);
  }
}
