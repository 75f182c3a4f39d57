package io.pinelink.grpc.channel;

import io.grpc.Attributes;
import io.grpc.ClientTransportFilter;
import io.grpc.Grpc;
import io.pinelink.spi.AddressResolver;
import io.pinelink.spi.Destination;

/** A filter that reports the connections of a channel to the resolver. */
final class ConnectionReport extends ClientTransportFilter {
  private final Destination destination;
  private final AddressResolver resolver;

  ConnectionReport(Destination destination, AddressResolver resolver) {
    this.destination = destination;
    this.resolver = resolver;
  }

  @Override
  public Attributes transportReady(Attributes transport) {
    resolver.connected(destination, transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    return transport;
  }
}
