package io.pinelink.local.grpc;

import io.pinelink.server.internal.grpc.StandardMethod;
import io.pinelink.server.shaded.com.google.protobuf.Descriptors.FileDescriptor;
import io.pinelink.server.shaded.proto.PinelinkProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The standard gRPC services of each data plane: health checking and server reflection. They need
 * no API key, are independent of indexes and reveal no stored data.
 */
public final class StandardServices {
  private static final StandardServices INSTANCE = new StandardServices();

  private final Map<String, StandardMethod> methods;

  private StandardServices() {
    FileDescriptor health = StandardDescriptors.health();
    FileDescriptor v1 = StandardDescriptors.reflection("v1");
    FileDescriptor v1alpha = StandardDescriptors.reflection("v1alpha");
    DescribedFiles files =
        new DescribedFiles(List.of(PinelinkProto.getDescriptor(), health, v1, v1alpha));
    StandardMethod reflection = new ServerReflection(files);
    HealthCheck check = new HealthCheck(files.services());
    methods =
        Map.of(
            "/grpc.health.v1.Health/Check", check,
            "/grpc.health.v1.Health/Watch", check.watch(),
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", reflection,
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", reflection);
  }

  /** Returns the method at a path; empty if the path belongs to none of these services. */
  public static Optional<StandardMethod> find(String path) {
    return Optional.ofNullable(INSTANCE.methods.get(path));
  }
}
