package io.pinelink.grpc.channel;

import io.grpc.Attributes;
import io.grpc.ClientTransportFilter;
import io.grpc.Grpc;
import io.pinelink.spi.AddressResolver;
import io.pinelink.spi.Destination;

/** Says which connections a channel makes. */
final class ConnectionReport extends ClientTransportFilter {
  private final Destination destination;
  private final AddressResolver dialler;

  ConnectionReport(Destination destination, AddressResolver dialler) {
    this.destination = destination;
    this.dialler = dialler;
  }

  @Override
  public Attributes transportReady(Attributes transport) {
    dialler.connected(destination, transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    return transport;
  }
}
