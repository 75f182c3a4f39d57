package io.pinelink.rest;

import io.pinelink.model.Protocol;
import io.pinelink.rest.http.RestLibraries;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.TransportProvider;

/** The service provider of {@link RestTransport}. */
@SuppressWarnings("exports") // the SPI is exported to this module
public final class RestTransportProvider implements TransportProvider {
  /** Creates the provider; used by {@code ServiceLoader}. */
  public RestTransportProvider() {}

  @Override
  public Protocol protocol() {
    return Protocol.REST;
  }

  @Override
  public Transport create(TransportOptions options) {
    try {
      return RestTransport.create(options);
    } catch (LinkageError e) {
      throw RestLibraries.all().incompatible(e);
    }
  }
}
