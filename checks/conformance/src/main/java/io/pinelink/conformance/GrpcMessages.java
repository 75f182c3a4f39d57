package io.pinelink.conformance;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Calls over gRPC whose messages stay bytes, and whose metadata is text. */
final class GrpcMessages {
  /** The metadata that each connection sets on its own. */
  private static final Set<String> OWN = Set.of("content-type", "user-agent", "te");

  private GrpcMessages() {}

  static MethodDescriptor<byte[], byte[]> method(String name) {
    Bytes bytes = new Bytes();
    return MethodDescriptor.newBuilder(bytes, bytes)
        .setType(MethodType.UNARY)
        .setFullMethodName(name)
        .build();
  }

  /** Returns metadata by its names, with binary values in Base64. */
  static Map<String, String> texts(Metadata metadata) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : metadata.keys()) {
      if (isOwn(name)) {
        continue;
      }
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        byte[] value = metadata.get(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
        texts.put(name, Base64.getEncoder().encodeToString(value));
      } else {
        texts.put(name, metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
      }
    }
    return texts;
  }

  static Metadata metadata(Map<String, String> texts) {
    Metadata metadata = new Metadata();
    texts.forEach(
        (name, value) -> {
          if (isOwn(name)) {
            return;
          }
          if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
            metadata.put(
                Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER),
                Base64.getDecoder().decode(value));
          } else {
            metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
          }
        });
    return metadata;
  }

  /** A response that is not one of gRPC has {@code :status}. */
  private static boolean isOwn(String name) {
    return OWN.contains(name)
        || name.startsWith(":")
        || (name.startsWith("grpc-") && !name.equals("grpc-status-details-bin"));
  }

  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
