package io.pinelink.grpc.channel;

import io.grpc.Attributes;
import io.grpc.ClientTransportFilter;
import io.grpc.Grpc;
import io.pinelink.spi.Destination;
import io.pinelink.spi.Dialler;

/** Says which connections a channel makes. */
final class ConnectionReport extends ClientTransportFilter {
  private final Destination destination;
  private final Dialler dialler;

  ConnectionReport(Destination destination, Dialler dialler) {
    this.destination = destination;
    this.dialler = dialler;
  }

  @Override
  public Attributes transportReady(Attributes transport) {
    dialler.connected(destination, transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    return transport;
  }
}
