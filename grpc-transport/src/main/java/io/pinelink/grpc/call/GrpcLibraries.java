package io.pinelink.grpc.call;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.internal.GrpcUtil;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.AbstractStub;
import io.pinelink.spi.TransportLibraries;

/** The libraries that the gRPC transport runs on. They must be found even if they do not work. */
public final class GrpcLibraries {
  /**
   * The artifacts of gRPC call each other's internal methods. gRPC's own POMs require that they
   * have the same version, but a class path that Maven resolves by the nearest dependency may not.
   */
  private static final TransportLibraries ALL =
      TransportLibraries.builder("io.pinelink:pinelink-grpc", GrpcLibraries.class)
          .library("grpc-netty-shaded", () -> NettyChannelBuilder.class)
          .library("grpc-api", () -> Status.class)
          .library("grpc-core", () -> GrpcUtil.class)
          .library("grpc-stub", () -> AbstractStub.class)
          .library("grpc-protobuf", () -> ProtoUtils.class)
          .library("protobuf-java", () -> Message.class)
          .notOlder("grpc-api", "grpc-core", "grpc-netty-shaded", "grpc-stub", "grpc-protobuf")
          .notOlder("grpc-core", "grpc-netty-shaded")
          .notOlder("grpc-netty-shaded", "grpc-core")
          .build();

  private GrpcLibraries() {}

  /** Returns the libraries, as found on first use. */
  public static TransportLibraries all() {
    return ALL;
  }
}
