package io.pinelink.endtoend;

import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A data plane without message classes: it keeps the bytes of each request as they arrive, and
 * responds with given bytes.
 */
final class RawDataPlane implements AutoCloseable {
  private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
  private final Server server;
  private volatile byte[] answer = {};

  RawDataPlane() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .directExecutor()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .fallbackHandlerRegistry(new AnyMethod())
            .build()
            .start();
  }

  String host() {
    return "localhost:" + server.getPort();
  }

  /** Sets the response to the next calls. */
  void answer(byte[] bytes) {
    answer = bytes;
  }

  /** Removes and returns the bytes of the oldest request, which must have arrived. */
  byte[] request() {
    return requests.remove();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class AnyMethod extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
      Bytes bytes = new Bytes();
      return ServerMethodDefinition.create(
          MethodDescriptor.newBuilder(bytes, bytes)
              .setType(MethodType.UNARY)
              .setFullMethodName(method)
              .build(),
          ServerCalls.asyncUnaryCall(
              (request, observer) -> {
                requests.add(request);
                observer.onNext(answer);
                observer.onCompleted();
              }));
    }
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
