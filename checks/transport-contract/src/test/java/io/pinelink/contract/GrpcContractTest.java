package io.pinelink.contract;

import io.pinelink.grpc.GrpcTransport;
import io.pinelink.model.Protocol;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;

class GrpcContractTest extends TransportContract {
  @Override
  protected Protocol protocol() {
    return Protocol.GRPC;
  }

  @Override
  protected Transport transport(TransportOptions options) {
    return GrpcTransport.create(options);
  }
}
