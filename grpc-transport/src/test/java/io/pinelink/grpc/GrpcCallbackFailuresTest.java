package io.pinelink.grpc;

import static io.pinelink.grpc.Calls.failure;
import static io.pinelink.grpc.Calls.on;
import static io.pinelink.grpc.Calls.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.pinelink.error.PinelinkException;
import io.pinelink.grpc.call.CallTracer;
import io.pinelink.grpc.call.GrpcExchange;
import io.pinelink.grpc.channel.ChannelLease;
import io.pinelink.grpc.channel.Channels;
import io.pinelink.grpc.channel.NettyChannels;
import io.pinelink.grpc.codec.GrpcBinding;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exceptions and errors in callbacks of the transport, over a connection. Each must end its call at
 * once, release the connection, and leave other calls alone.
 */
class GrpcCallbackFailuresTest {
  /** Far beyond the time that a test may take. */
  private static final Duration NEVER = Duration.ofMinutes(10);

  private final NettyChannels channels = new NettyChannels(Calls.options());
  private final AtomicInteger released = new AtomicInteger();

  @AfterEach
  void close() {
    channels.close();
  }

  /** A place that throws. */
  enum Place {
    REQUEST_STREAM,
    REQUEST_BYTES,
    RESPONSE_PARSER,
    RESPONSE_PARSER_ERROR,
    DECODER,
    DECODER_ERROR,
    RELEASE;

    void reached(Place at) {
      if (this == at) {
        throw new IllegalStateException("thrown by the test");
      }
    }

    void reachedError(Place at) {
      if (this == at) {
        throw new AssertionError("thrown by the test");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void exceptionsInCallbacksEndTheCallAndReleaseTheConnection(Place place) throws Exception {
    try (HostileServer server = HostileServer.start(false);
        GrpcTransport others = new GrpcTransport(channels, "2026-04")) {
      Route route = server.route();
      // Connects, so that the call below does not wait for a connection.
      result(others.call(DataOperations.DELETE, DeleteRequest.all(), on(route)));

      Throwable failure = failure(start(place, route));

      assertThat(failure).isInstanceOf(PinelinkException.class);
      Calls.await(() -> released.get() > 0);
      result(others.call(DataOperations.DELETE, DeleteRequest.all(), on(route)));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private CompletableFuture<String> start(Place place, Route route) {
    ChannelLease lease =
        Objects.requireNonNull(channels.lease(route, DataOperations.DELETE), "lease");
    ChannelLease counted =
        new ChannelLease() {
          @Override
          public Channel channel() {
            return lease.channel();
          }

          @Override
          public void end(long bytes) {
            lease.end(bytes);
            released.incrementAndGet();
            place.reached(Place.RELEASE);
          }
        };
    CallContext context = on(route, NEVER);
    GrpcBinding<String, String, String, String> binding = binding(place);
    CallTracer tracer = new CallTracer(context.deadline());
    ClientCall<String, String> call =
        counted
            .channel()
            .newCall(binding.method(), CallOptions.DEFAULT.withStreamTracerFactory(tracer));
    try {
      return new GrpcExchange<>(binding, context, call, tracer, counted)
          .start(new Metadata(), "request");
    } catch (RuntimeException | Error e) {
      counted.end(0);
      throw e;
    }
  }

  @SuppressWarnings("unchecked") // the operation only names the call
  private static GrpcBinding<String, String, String, String> binding(Place place) {
    MethodDescriptor<String, String> method =
        MethodDescriptor.<String, String>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("VectorService/Delete")
            .setRequestMarshaller(new Request(place))
            .setResponseMarshaller(new Response(place))
            .build();
    return new GrpcBinding<>(
        (Operation<String, String>) (Operation<?, ?>) DataOperations.DELETE,
        method,
        (request, namespace) -> request,
        (response, info) -> {
          place.reached(Place.DECODER);
          place.reachedError(Place.DECODER_ERROR);
          return response;
        },
        null);
  }

  private record Request(Place place) implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      place.reached(Place.REQUEST_STREAM);
      return new ByteArrayInputStream(new byte[2]) {
        @Override
        public synchronized int read(byte[] target, int offset, int length) {
          place.reached(Place.REQUEST_BYTES);
          return super.read(target, offset, length);
        }

        @Override
        public synchronized byte[] readAllBytes() {
          place.reached(Place.REQUEST_BYTES);
          return super.readAllBytes();
        }
      };
    }

    @Override
    public String parse(InputStream stream) {
      throw new UnsupportedOperationException();
    }
  }

  private record Response(Place place) implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String parse(InputStream stream) {
      place.reached(Place.RESPONSE_PARSER);
      place.reachedError(Place.RESPONSE_PARSER_ERROR);
      return "response";
    }
  }

  /**
   * An exception while gRPC hands a call to a connection would end the whole channel, unless the
   * connection was ready before.
   */
  @ParameterizedTest(name = "connected: {0}")
  @ValueSource(booleans = {false, true})
  void anExceptionInAStreamTracerCostsTheServersTimeoutOnly(boolean connected) throws Exception {
    try (HostileServer server = HostileServer.start(false);
        GrpcTransport transport = new GrpcTransport(channels, "2026-04")) {
      Route route = server.route();
      if (connected) {
        result(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(route)));
      }
      AtomicInteger thrown = new AtomicInteger();
      CallContext context =
          new CallContext(
              route,
              "ns",
              Deadline.after(NEVER, () -> throwInATracer(thrown)),
              new ApiKey(Calls.KEY),
              ExtraHeaders.none(),
              1,
              CallHandling.unobserved(false));

      result(transport.call(DataOperations.DELETE, DeleteRequest.all(), context));

      assertThat(thrown).hasPositiveValue();
      result(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(route)));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static long throwInATracer(AtomicInteger thrown) {
    boolean traced =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames.anyMatch(
                        frame -> frame.getClassName().startsWith(CallTracer.class.getName())));
    if (traced) {
      thrown.incrementAndGet();
      throw new IllegalStateException("thrown by the test");
    }
    return System.nanoTime();
  }

  /** Headers are collected before the call starts. */
  @Test
  void headersThatCannotBeReadFailTheCall() throws Exception {
    Channels broken =
        new Channels() {
          @Override
          public @Nullable ChannelLease lease(Route route, Operation<?, ?> operation) {
            return channels.lease(route, operation);
          }

          @Override
          public void forEachHeader(Credential credential, BiConsumer<String, String> header) {
            throw new AssertionError("thrown by the test");
          }

          @Override
          public void refresh() {}

          @Override
          public void close() {}
        };
    try (HostileServer server = HostileServer.start(false);
        GrpcTransport transport = new GrpcTransport(broken, "2026-04")) {
      CompletableFuture<DeleteResponse> call =
          transport.call(DataOperations.DELETE, DeleteRequest.all(), on(server.route(), NEVER));

      assertThat(failure(call)).isInstanceOf(PinelinkException.class);
    }
  }
}
