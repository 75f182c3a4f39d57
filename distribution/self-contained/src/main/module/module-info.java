/** Pinelink with both transports and the extensions that need no library. It needs no other module. */
module io.pinelink {
  requires java.logging;
  requires java.naming;
  requires jdk.net;
  requires jdk.unsupported;
  requires static transitive org.jspecify;

  exports io.pinelink;
  exports io.pinelink.admin;
  exports io.pinelink.annotation;
  exports io.pinelink.bulk;
  exports io.pinelink.control;
  exports io.pinelink.copy;
  exports io.pinelink.doctor;
  exports io.pinelink.doctor.watch;
  exports io.pinelink.documents;
  exports io.pinelink.error;
  exports io.pinelink.grpc;
  exports io.pinelink.imports;
  exports io.pinelink.inference;
  exports io.pinelink.interceptor;
  exports io.pinelink.model;
  exports io.pinelink.namespaces;
  exports io.pinelink.network;
  exports io.pinelink.records;
  exports io.pinelink.rest;
  exports io.pinelink.retry;
  exports io.pinelink.routing;
  exports io.pinelink.telemetry;
  exports io.pinelink.internal.bulk.targets to
      io.pinelink.connector;
  exports io.pinelink.internal.response to
      io.pinelink.files,
      io.pinelink.server,
      io.pinelink.testing;
  exports io.pinelink.internal.routing to
      io.pinelink.springboot;
  exports io.pinelink.internal.validation to
      io.pinelink.connector;
  exports io.pinelink.spi to
      io.pinelink.server,
      io.pinelink.testing;

  uses io.pinelink.rest.codec.RestBindingProvider;
  uses io.pinelink.spi.OperationProvider;
  uses io.pinelink.spi.TransportProvider;
  uses io.pinelink.shaded.io.grpc.LoadBalancerProvider;
  uses io.pinelink.shaded.io.grpc.ManagedChannelProvider;
  uses io.pinelink.shaded.io.grpc.NameResolverProvider;

  provides io.pinelink.rest.codec.RestBindingProvider with
      io.pinelink.admin.internal.provider.AdminBindings;
  provides io.pinelink.spi.OperationProvider with
      io.pinelink.admin.internal.provider.AdminOperationProvider;
  provides io.pinelink.spi.TransportProvider with
      io.pinelink.grpc.GrpcTransportProvider,
      io.pinelink.rest.RestTransportProvider;
  provides io.pinelink.shaded.io.grpc.LoadBalancerProvider with
      io.pinelink.shaded.io.grpc.internal.PickFirstLoadBalancerProvider;
  provides io.pinelink.shaded.io.grpc.ManagedChannelProvider with
      io.pinelink.shaded.io.grpc.netty.NettyChannelProvider;
  // Channels have resolvers of their own, but gRPC warns if there is none.
  provides io.pinelink.shaded.io.grpc.NameResolverProvider with
      io.pinelink.shaded.io.grpc.internal.DnsNameResolverProvider;
}
