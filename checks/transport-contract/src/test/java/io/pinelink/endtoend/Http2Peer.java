package io.pinelink.endtoend;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Frame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 server that can reject a request as not processed. Its responses are empty, in the
 * format of gRPC or of JSON.
 */
final class Http2Peer implements AutoCloseable {
  private static final ByteBuf EMPTY_MESSAGE = Unpooled.unreleasableBuffer(Unpooled.buffer(5));
  private static final ByteBuf EMPTY_OBJECT =
      Unpooled.unreleasableBuffer(ByteBufUtil.writeAscii(Unpooled.buffer().alloc(), "{}"));

  static {
    EMPTY_MESSAGE.writeZero(5);
  }

  /** The form of the rejection. */
  enum Refusal {
    /** The server sends GOAWAY with the previous stream as the last processed one. */
    GOODBYE,
    /** The server refuses the stream, and continues. */
    REFUSED_STREAM
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicReference<@Nullable Refusal> next = new AtomicReference<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Channel listening;

  Http2Peer(X509Bundle certificate) throws Exception {
    SslContext context =
        SslContextBuilder.forServer(
                certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
            .sslProvider(SslProvider.JDK)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2))
            .build();
    this.listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            context.newHandler(channel.alloc()),
                            Http2FrameCodecBuilder.forServer().build(),
                            new Requests());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  void refuseNext(Refusal refusal) {
    next.set(refusal);
  }

  /** Returns the number of processed requests. */
  int answered() {
    return answered.get();
  }

  /** Returns the number of rejected requests. */
  int refused() {
    return refused.get();
  }

  private final class Requests extends SimpleChannelInboundHandler<Http2Frame> {
    private final Map<Http2FrameStream, Http2Headers> open = new ConcurrentHashMap<>();

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2Frame frame) {
      if (frame instanceof Http2HeadersFrame head) {
        open.put(head.stream(), head.headers());
        if (head.isEndStream()) {
          end(context, head.stream());
        }
      } else if (frame instanceof Http2DataFrame data && data.isEndStream()) {
        end(context, data.stream());
      }
    }

    private void end(ChannelHandlerContext context, Http2FrameStream stream) {
      Http2Headers request = open.remove(stream);
      Refusal refusal = next.getAndSet(null);
      if (refusal != null) {
        refused.incrementAndGet();
        refuse(context, stream, refusal);
      } else if (request != null) {
        answered.incrementAndGet();
        answer(context, stream, String.valueOf(request.get("content-type")));
      }
      context.flush();
    }

    private static void refuse(
        ChannelHandlerContext context, Http2FrameStream stream, Refusal refusal) {
      if (refusal == Refusal.REFUSED_STREAM) {
        write(context, new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM).stream(stream));
        return;
      }
      Http2FrameCodec codec = context.pipeline().get(Http2FrameCodec.class);
      var unused =
          codec.goAway(
              context.pipeline().context(codec),
              stream.id() - 2,
              Http2Error.NO_ERROR.code(),
              Unpooled.EMPTY_BUFFER,
              context.newPromise());
    }

    private static void answer(
        ChannelHandlerContext context, Http2FrameStream stream, String contentType) {
      boolean grpc = contentType.startsWith("application/grpc");
      Http2Headers head =
          new DefaultHttp2Headers()
              .status("200")
              .set("content-type", grpc ? contentType : "application/json");
      write(context, new DefaultHttp2HeadersFrame(head).stream(stream));
      ByteBuf body = (grpc ? EMPTY_MESSAGE : EMPTY_OBJECT).duplicate();
      write(context, new DefaultHttp2DataFrame(body, !grpc).stream(stream));
      if (grpc) {
        Http2Headers trailers = new DefaultHttp2Headers().set("grpc-status", "0");
        write(context, new DefaultHttp2HeadersFrame(trailers, true).stream(stream));
      }
    }

    private static void write(ChannelHandlerContext context, Http2Frame frame) {
      var unused = context.write(frame);
    }
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 10, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }
}
