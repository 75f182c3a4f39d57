package io.pinelink.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * HTTP/2 and HTTP/1.1 over TLS on loopback, as ALPN decides: every request becomes an {@link
 * HttpCall}, whichever of them it came by.
 *
 * <p>One thread does the input and output of all listeners, a few more do the work.
 */
final class HttpServer implements AutoCloseable {
  /** Far above what the service takes, so that refusals are told in the service's own words. */
  private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

  private static final int STREAM_WINDOW_BYTES = 1024 * 1024;
  private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final long CLOSE_SECONDS = 10;

  private final Function<HttpCall, Answer> door;
  private final RequestLog log;
  // A lone loop: a group of loops would end on Netty's global executor, whose thread lingers.
  private final EventLoop loop =
      new SingleThreadIoEventLoop(null, threads("io"), NioIoHandler.newFactory());
  private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, threads("worker"));
  private final ChannelGroup channels = new DefaultChannelGroup(loop, true);

  HttpServer(Function<HttpCall, Answer> door, RequestLog log) {
    this.door = door;
    this.log = log;
  }

  /** Opens one more listener on a free port. */
  InetSocketAddress listen(Listener listener, SslContext tls) {
    Channel channel =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Connection(listener, tls))
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    channels.add(channel);
    return (InetSocketAddress) channel.localAddress();
  }

  /** Drops all connections and waits until the threads have ended. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    workers.shutdownNow();
    Future<?> ended = loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    ended.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    try {
      workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory threads(String role) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "embedded-pinecone-" + role + "-" + count.incrementAndGet());
      // A server that nobody closed does not keep the JVM alive.
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Sets up a connection: TLS first, then what the handshake agreed on. */
  private final class Connection extends ChannelInitializer<Channel> {
    private final Listener listener;
    private final SslContext tls;

    Connection(Listener listener, SslContext tls) {
      this.listener = listener;
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
      channels.add(channel);
      channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Protocol(listener));
    }
  }

  private final class Protocol extends ApplicationProtocolNegotiationHandler {
    private final Listener listener;

    Protocol(Listener listener) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.listener = listener;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      ChannelPipeline pipeline = context.pipeline();
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        pipeline.addLast(
            Http2FrameCodecBuilder.forServer()
                // Tests may cancel as many calls as they like; some are reset from this side.
                .decoderEnforceMaxRstFramesPerWindow(0, 0)
                .encoderEnforceMaxRstFramesPerWindow(0, 0)
                .initialSettings(
                    Http2Settings.defaultSettings().initialWindowSize(STREAM_WINDOW_BYTES))
                .build(),
            new Http2MultiplexHandler(new Stream(listener)),
            new Quiet());
      } else {
        pipeline.addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler());
        addExchange(pipeline, listener);
      }
    }

    /** Clients that do not trust the certificate are what some tests are about. */
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
    private final Listener listener;

    Stream(Listener listener) {
      this.listener = listener;
    }

    @Override
    protected void initChannel(Channel stream) {
      stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true));
      addExchange(stream.pipeline(), listener);
    }
  }

  private void addExchange(ChannelPipeline pipeline, Listener listener) {
    pipeline.addLast(
        new HttpObjectAggregator(MAX_BODY_BYTES), new Exchange(listener, door, log, workers));
  }

  /** Ends a connection that broke without a word. */
  private static final class Quiet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture unused = context.close();
    }
  }
}
