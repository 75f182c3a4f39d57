package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpObjectAggregator;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2CodecUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Connection;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodec;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Settings;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolNames;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An initializer of the connections of one port. The TLS handshake selects HTTP/2 or HTTP/1.1; in
 * plaintext, the first bytes do. A port that serves both distinguishes them by the first byte.
 */
public final class ConnectionInitializer extends ChannelInitializer<Channel> {
  /** Far above the service's limits, so that the emulated service refuses requests, not Netty. */
  public static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

  /** A fetch of 1,000 ids contains all of them in its query string. */
  private static final int MAX_HEAD_BYTES = 2 * 1024 * 1024;

  private static final int MAX_CHUNK_BYTES = 64 * 1024;
  private static final int STREAM_WINDOW_BYTES = 1024 * 1024;

  /** Allows several large requests at a time without blocking each other. */
  private static final int CONNECTION_WINDOW_BYTES = 16 * STREAM_WINDOW_BYTES;

  private final VirtualHosts virtualHosts;
  private final Consumer<Channel> accepted;
  private final BiFunction<VirtualHosts, Boolean, RequestDispatcher> dispatchers;
  private final FaultScript faults;
  private final Supplier<ChannelHandler> streamingCalls;
  private final ConnectionTimeouts.Limits limits;

  /**
   * @param virtualHosts the virtual hosts of the port
   * @param accepted receives each new connection
   * @param dispatchers creates the dispatcher of one connection or stream from the virtual hosts
   *     that it can reach and whether it uses TLS
   * @param faults the faults of TLS handshakes
   * @param streamingCalls creates the handler that intercepts calls in streams of a data plane that
   *     are answered before they have arrived completely
   * @param limits the timeouts of slow and idle connections
   */
  ConnectionInitializer(
      VirtualHosts virtualHosts,
      Consumer<Channel> accepted,
      BiFunction<VirtualHosts, Boolean, RequestDispatcher> dispatchers,
      FaultScript faults,
      Supplier<ChannelHandler> streamingCalls,
      ConnectionTimeouts.Limits limits) {
    this.virtualHosts = virtualHosts;
    this.accepted = accepted;
    this.dispatchers = dispatchers;
    this.faults = faults;
    this.streamingCalls = streamingCalls;
    this.limits = limits;
  }

  @Override
  protected void initChannel(Channel channel) {
    accepted.accept(channel);
    RequestArrivals arrivals = new RequestArrivals(ConnectionTimeouts.watch(channel, limits));
    channel.pipeline().addLast(firstHandler(arrivals));
  }

  private ChannelHandler firstHandler(RequestArrivals arrivals) {
    if (!virtualHosts.hasTls()) {
      return plaintext(arrivals);
    }
    return virtualHosts.plaintext()
        ? new TlsOrPlaintext(() -> tls(arrivals), () -> plaintext(arrivals))
        : tls(arrivals);
  }

  private ChannelHandler plaintext(RequestArrivals arrivals) {
    Requests requests = new Requests(virtualHosts, false, arrivals);
    return new PlaintextProtocol((pipeline, http2) -> configure(pipeline, requests, http2));
  }

  private ChannelHandler tls(RequestArrivals arrivals) {
    return new VirtualHostSelector(
        virtualHosts,
        faults,
        chosen -> new TlsProtocol(new Requests(virtualHosts.only(chosen), true, arrivals)));
  }

  /**
   * The requests of one connection.
   *
   * @param reachable the virtual hosts that they can name
   * @param encrypted whether the connection uses TLS
   */
  private record Requests(VirtualHosts reachable, boolean encrypted, RequestArrivals arrivals) {}

  private void configure(ChannelPipeline pipeline, Requests requests, boolean http2) {
    RequestArrivals arrivals = requests.arrivals();
    if (http2) {
      pipeline.addLast(
          arrivals.http2Bytes(),
          resettingWithoutLimit(Http2FrameCodecBuilder.forServer())
              // Hanging calls must not delay the shutdown of the server.
              .gracefulShutdownTimeoutMillis(0)
              .initialSettings(
                  Http2Settings.defaultSettings()
                      .initialWindowSize(STREAM_WINDOW_BYTES)
                      .maxHeaderListSize(MAX_HEAD_BYTES))
              .build(),
          new Http2MultiplexHandler(new Stream(requests)),
          new Http2Tail());
    } else {
      pipeline.addLast(
          arrivals.http1Bytes(),
          new Http1Codec(MAX_HEAD_BYTES, MAX_CHUNK_BYTES),
          new Http1Framing(),
          new HttpServerKeepAliveHandler());
      addDispatcher(pipeline, requests, arrivals.http1Requests());
    }
  }

  /** Removes the limits on resets: tests may cancel any number of calls, and the server some. */
  private static Http2FrameCodecBuilder resettingWithoutLimit(Http2FrameCodecBuilder builder) {
    builder.decoderEnforceMaxRstFramesPerWindow(0, 0);
    try {
      builder.encoderEnforceMaxRstFramesPerWindow(0, 0);
    } catch (NoSuchMethodError e) {
      // The Netty in older releases of gRPC does not limit the server's frames.
    }
    return builder;
  }

  private void addDispatcher(ChannelPipeline pipeline, Requests requests, ChannelHandler arrivals) {
    pipeline.addLast(
        new HttpObjectAggregator(MAX_BODY_BYTES),
        arrivals,
        dispatchers.apply(requests.reachable(), requests.encrypted()));
  }

  /** Configures the pipeline after the TLS handshake. */
  private final class TlsProtocol extends ApplicationProtocolNegotiationHandler {
    private final Requests requests;

    TlsProtocol(Requests requests) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.requests = requests;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      configure(context.pipeline(), requests, protocol.equals(ApplicationProtocolNames.HTTP_2));
    }

    /** Closes the connection silently: some tests use clients that do not trust the certificate. */
    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture unused = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture unused = context.close();
    }
  }

  /** Sets up one stream of an HTTP/2 connection. */
  private final class Stream extends ChannelInitializer<Channel> {
    private final Requests requests;

    Stream(Requests requests) {
      this.requests = requests;
    }

    @Override
    protected void initChannel(Channel stream) {
      stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
      if (requests.reachable().serveData()) {
        stream.pipeline().addLast(streamingCalls.get());
      }
      addDispatcher(stream.pipeline(), requests, requests.arrivals().http2Request());
    }
  }

  /** Enlarges the window of a new connection, and closes a failed connection silently. */
  private static final class Http2Tail extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Http2Exception {
      Http2Connection connection = context.pipeline().get(Http2FrameCodec.class).connection();
      connection
          .local()
          .flowController()
          .incrementWindowSize(
              connection.connectionStream(),
              CONNECTION_WINDOW_BYTES - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture unused = context.close();
    }
  }
}
