package io.pinelink.contract;

import io.pinelink.model.Protocol;
import io.pinelink.rest.RestTransport;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;

class RestContractTest extends TransportContract {
  @Override
  protected Protocol protocol() {
    return Protocol.REST;
  }

  @Override
  protected Transport transport(TransportOptions options) {
    return RestTransport.create(options);
  }
}
