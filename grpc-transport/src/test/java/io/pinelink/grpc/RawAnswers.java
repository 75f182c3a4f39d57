package io.pinelink.grpc;

import io.grpc.HandlerRegistry;
import io.grpc.KnownLength;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCalls;
import io.pinelink.grpc.channel.ChannelLease;
import io.pinelink.grpc.channel.Channels;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A server that answers every call with the same bytes, on the caller's thread. */
final class RawAnswers implements Channels {
  private final Server server;
  private final ManagedChannel channel;
  private byte[] answer = {};

  RawAnswers() {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .fallbackHandlerRegistry(new AnyMethod())
            .build();
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answer(byte[] bytes) {
    answer = bytes;
  }

  @Override
  public ChannelLease lease(Route route, Operation<?, ?> operation) {
    return new WholeChannel(channel);
  }

  @Override
  public void refresh() {
    channel.enterIdle();
  }

  @Override
  public void close() {
    channel.shutdownNow();
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
                observer.onNext(answer);
                observer.onCompleted();
              }));
    }
  }

  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] bytes) {
      return new Known(bytes);
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

  /** A stream like a message from the network: its length is known before it is read. */
  private static final class Known extends ByteArrayInputStream implements KnownLength {
    Known(byte[] bytes) {
      super(bytes);
    }
  }
}
