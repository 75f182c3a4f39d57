package io.pinelink.grpc;

import com.google.protobuf.MessageLite;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.grpc.call.CallHeaders;
import io.pinelink.grpc.call.CallTracer;
import io.pinelink.grpc.call.GrpcExchange;
import io.pinelink.grpc.call.GrpcLibraries;
import io.pinelink.grpc.channel.ChannelLease;
import io.pinelink.grpc.channel.Channels;
import io.pinelink.grpc.channel.NettyChannels;
import io.pinelink.grpc.codec.GrpcBinding;
import io.pinelink.grpc.codec.GrpcBindings;
import io.pinelink.grpc.codec.OutgoingMessage;
import io.pinelink.model.Protocol;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DeadlineTimer;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportLibraries;
import io.pinelink.spi.TransportOptions;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A transport for the vector operations over gRPC. The calls of a client to one authority share one
 * connection, or a few under load.
 *
 * <p>Thread-safe. Futures complete on a network thread.
 */
@SuppressWarnings("exports") // the SPI is exported to this module
public final class GrpcTransport implements Transport {
  private final Channels channels;
  private final CallHeaders headers;
  private final DeadlineTimer deadlines;

  GrpcTransport(Channels channels, @Nullable String apiVersion) {
    this(channels, apiVersion, new DeadlineTimer());
  }

  GrpcTransport(Channels channels, @Nullable String apiVersion, DeadlineTimer deadlines) {
    this.channels = channels;
    this.headers = new CallHeaders(apiVersion);
    this.deadlines = deadlines;
  }

  /** Creates a transport over Netty. It opens no connection before the first call. */
  public static GrpcTransport create(TransportOptions options) {
    Objects.requireNonNull(options, "options is null");
    return new GrpcTransport(new NettyChannels(options), options.apiVersion());
  }

  @Override
  public boolean supports(Operation<?, ?> operation) {
    return operation.protocols().contains(Protocol.GRPC); // each has a row in GrpcBindings
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    IncompatibleLibraryException refusal = GrpcLibraries.all().refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    if (context.deadline().isExpired()) {
      return CompletableFuture.failedFuture(
          Failures.deadlineExceeded(context.failed(operation), context.deadline().timeout(), null));
    }
    try {
      return callOutsideHandlers(operation, request, context);
    } catch (RuntimeException | Error e) {
      return refused(operation, context, "the call could not be started (" + e + ")", e);
    }
  }

  private <Q, R> CompletableFuture<R> callOutsideHandlers(
      Operation<Q, R> operation, Q request, CallContext context) {
    GrpcBinding<Q, R, ?, ?> binding = GrpcBindings.find(operation);
    if (binding == null) {
      return refused(operation, context, "gRPC does not support this operation", null);
    }
    // A call belongs to its caller, even if it is made inside a gRPC handler.
    Context ambient = Context.ROOT.attach();
    try {
      return start(binding, request, context);
    } finally {
      Context.ROOT.detach(ambient);
    }
  }

  private <Q, R, P, S> CompletableFuture<R> start(
      GrpcBinding<Q, R, P, S> binding, Q request, CallContext context) {
    Metadata requestHeaders = headers.of(binding.operation(), context, channels);
    P message = binding.encode().apply(request, context.namespace());
    ChannelLease lease = channels.lease(context.route(), binding.operation());
    if (lease == null) {
      return refused(binding.operation(), context, "the transport is closed", null);
    }
    CallTracer tracer = new CallTracer(context.deadline());
    // Without the deadline, for which gRPC would set a timer on one of the network threads.
    CallOptions options = CallOptions.DEFAULT.withStreamTracerFactory(tracer);
    try {
      ClientCall<P, S> call = lease.channel().newCall(binding.methodFor(request), options);
      GrpcExchange<Q, R, P, S> exchange = new GrpcExchange<>(binding, context, call, tracer, lease);
      CompletableFuture<R> result = exchange.start(requestHeaders, message);
      exchange.endWith(
          deadlines.watch(context.deadline(), () -> channels.execute(exchange::giveUp)));
      return result;
    } catch (RuntimeException | Error e) {
      lease.end(0);
      throw e;
    }
  }

  private static <R> CompletableFuture<R> refused(
      Operation<?, ?> operation, CallContext context, String detail, @Nullable Throwable cause) {
    return CompletableFuture.failedFuture(
        GrpcLibraries.all()
            .failure(cause, () -> Failures.notSent(context.failed(operation), detail, cause)));
  }

  @Override
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    IncompatibleLibraryException refusal = GrpcLibraries.all().refusal();
    if (refusal != null) {
      throw refusal;
    }
    try {
      GrpcBinding<Q, ?, ?, ?> binding = GrpcBindings.find(operation);
      return binding == null
          ? OptionalLong.empty()
          : length(binding.encode().apply(request, namespace));
    } catch (LinkageError e) {
      throw GrpcLibraries.all().incompatible(e);
    }
  }

  private static OptionalLong length(Object message) {
    if (message instanceof OutgoingMessage written) {
      return OptionalLong.of(written.length());
    }
    return message instanceof MessageLite generated
        ? OptionalLong.of(generated.getSerializedSize())
        : OptionalLong.empty();
  }

  @Override
  public TransportLibraries libraries() {
    return GrpcLibraries.all();
  }

  @Override
  public void refresh() {
    channels.refresh();
  }

  @Override
  public void close() {
    channels.close();
    deadlines.close();
  }
}
