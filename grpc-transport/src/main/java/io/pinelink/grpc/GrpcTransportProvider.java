package io.pinelink.grpc;

import io.pinelink.grpc.call.GrpcLibraries;
import io.pinelink.model.Protocol;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.TransportProvider;

/** The service provider of {@link GrpcTransport}. */
@SuppressWarnings("exports") // the SPI is exported to this module
public final class GrpcTransportProvider implements TransportProvider {
  /** Creates the provider; used by {@code ServiceLoader}. */
  public GrpcTransportProvider() {}

  @Override
  public Protocol protocol() {
    return Protocol.GRPC;
  }

  @Override
  public Transport create(TransportOptions options) {
    try {
      return GrpcTransport.create(options);
    } catch (LinkageError e) {
      throw GrpcLibraries.all().incompatible(e);
    }
  }
}
