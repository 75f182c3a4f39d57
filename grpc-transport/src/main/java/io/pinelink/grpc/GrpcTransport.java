package io.pinelink.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.TransportException;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Carries the vector operations over gRPC: one connection for each authority, shared by all calls
 * of the client.
 *
 * <p>Thread-safe. Futures complete on a network thread.
 */
public final class GrpcTransport implements Transport {
  private final Channels channels;
  private final CallHeaders headers;

  GrpcTransport(Channels channels, String apiVersion) {
    this.channels = channels;
    this.headers = new CallHeaders(apiVersion);
  }

  /** A transport over Netty. It opens no connection before the first call. */
  public static GrpcTransport create(TransportOptions options) {
    return new GrpcTransport(new NettyChannels(options), options.apiVersion());
  }

  @Override
  public boolean supports(Operation<?, ?> operation) {
    return Bindings.find(operation) != null;
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    GrpcBinding<Q, R, ?, ?> binding = Bindings.find(operation);
    if (binding == null) {
      return unsent(operation, context, "gRPC does not carry " + operation);
    }
    Duration remaining = context.deadline().remaining();
    if (context.deadline().isExpired()) {
      return CompletableFuture.failedFuture(
          new DeadlineExceededException(
              context.failed(operation), context.deadline().timeout(), null));
    }
    try {
      return start(binding, request, context, remaining);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(
          TransportException.of(context.failed(operation), true, e));
    }
  }

  private <Q, R, P, S> CompletableFuture<R> start(
      GrpcBinding<Q, R, P, S> binding, Q request, CallContext context, Duration remaining) {
    Channel channel = channels.channel(context.route());
    if (channel == null) {
      return unsent(binding.operation(), context, "the transport is closed");
    }
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(remaining.toNanos(), TimeUnit.NANOSECONDS);
    ClientCall<P, S> call = channel.newCall(binding.method(), options);
    Exchange<Q, R, P, S> exchange = new Exchange<>(binding, context, call);
    return exchange.start(
        headers.of(context), binding.encode().apply(request, context.namespace()));
  }

  private static <R> CompletableFuture<R> unsent(
      Operation<?, ?> operation, CallContext context, String detail) {
    return CompletableFuture.failedFuture(
        TransportException.of(context.failed(operation), true, detail));
  }

  @Override
  public void close() {
    channels.close();
  }
}
