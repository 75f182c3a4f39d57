/** The gRPC transport, which clients find as a service. */
// The embedded server is compiled later, so javac does not find its module.
@SuppressWarnings("module")
module io.pinelink.grpc {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;
  requires com.google.common;
  requires com.google.protobuf;
  requires io.grpc;
  requires io.grpc.internal;
  requires io.grpc.netty.shaded;
  requires io.grpc.protobuf;
  requires io.grpc.stub;

  // Automatic modules, such as gRPC and Guava, cannot require modules. These are theirs.
  requires com.google.common.util.concurrent.internal;
  requires java.logging;
  requires jdk.unsupported;

  exports io.pinelink.grpc;
  // Messages that the server shares, and whose accessors protobuf calls by reflection.
  exports io.pinelink.grpc.proto to
      com.google.protobuf,
      io.pinelink.server;

  provides io.pinelink.spi.TransportProvider with
      io.pinelink.grpc.GrpcTransportProvider;
}
