package io.pinelink.grpc;

import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
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
import java.io.IOException;
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
      RawBytes bytes = new RawBytes();
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
}
