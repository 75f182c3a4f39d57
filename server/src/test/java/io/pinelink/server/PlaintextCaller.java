package io.pinelink.server;

import io.grpc.netty.shaded.io.netty.bootstrap.Bootstrap;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2DataFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A caller of a server in local mode that shows all that the server sends: as bytes of HTTP/1.1 and
 * as frames of HTTP/2. Each call has a connection of its own.
 */
final class PlaintextCaller implements AutoCloseable {
  private static final int SECONDS = 60;

  // Netty 4.1, in older releases of gRPC, has no other one.
  @SuppressWarnings("deprecation")
  private final EventLoopGroup loop = new NioEventLoopGroup(1);

  private final int port;

  PlaintextCaller(int port) {
    this.port = port;
  }

  @Override
  public void close() {
    Future<?> ended = loop.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS);
    ended.awaitUninterruptibly(SECONDS, TimeUnit.SECONDS);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Sends a GET request over HTTP/1.1. */
  ReceivedResponse http1(String path) throws IOException {
    long begin = System.nanoTime();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    String end = "closed";
    try (Socket socket = new Socket(address().getAddress(), port)) {
      socket.setSoTimeout(SECONDS * 1_000);
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nApi-Key: "
              + EmbeddedPinecone.API_KEY
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        received.write(next);
      }
    } catch (SocketException e) {
      end = "reset";
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    return parsed(received.toByteArray(), end, time);
  }

  private static ReceivedResponse parsed(byte[] bytes, String end, Duration time) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<Integer> informational = new ArrayList<>();
    Map<String, String> headers = new TreeMap<>();
    int status = 0;
    int begin = 0;
    while (begin < text.length() && (status == 0 || status < 200)) {
      int blank = text.indexOf("\r\n\r\n", begin);
      String[] lines = text.substring(begin, blank).split("\r\n", -1);
      status = Integer.parseInt(lines[0].split(" ", -1)[1]);
      if (status < 200) {
        informational.add(status);
      }
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
      begin = blank + 4;
    }
    String body = text.substring(Math.min(begin, text.length()));
    String length = headers.get("content-length");
    boolean complete =
        status >= 200 && (length == null || Integer.parseInt(length) == body.length());
    return new ReceivedResponse(
        informational, status, headers, body, List.of(), complete, complete ? "end" : end, time);
  }

  /**
   * Sends a request over HTTP/2.
   *
   * @param message the body of a call over gRPC in hexadecimal digits; empty for a GET request
   */
  ReceivedResponse http2(String path, String message) throws Exception {
    long begin = System.nanoTime();
    Frames frames = new Frames(begin);
    Channel connection =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forClient().build(),
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                            frames.ofConnection());
                  }
                })
            .connect(address())
            .sync()
            .channel();
    try {
      Channel stream =
          new Http2StreamChannelBootstrap(connection)
              .handler(frames.ofStream())
              .open()
              .sync()
              .getNow();
      Http2Headers headers =
          new DefaultHttp2Headers()
              .method(message.isEmpty() ? "GET" : "POST")
              .scheme("http")
              .authority("localhost")
              .path(path)
              .set("api-key", EmbeddedPinecone.API_KEY);
      if (!message.isEmpty()) {
        headers.set("content-type", "application/grpc").set("te", "trailers");
      }
      ChannelFuture unused =
          stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, message.isEmpty()));
      if (!message.isEmpty()) {
        unused =
            stream.writeAndFlush(
                new DefaultHttp2DataFrame(
                    Unpooled.wrappedBuffer(HexFormat.of().parseHex(message)), true));
      }
      return frames.received.get(SECONDS, TimeUnit.SECONDS);
    } finally {
      ChannelFuture closed = connection.close();
      closed.awaitUninterruptibly(SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The frames of one call, which are received on one event loop. */
  private static final class Frames {
    private final CompletableFuture<ReceivedResponse> received = new CompletableFuture<>();
    private final long begin;
    private final List<Integer> informational = new ArrayList<>();
    private final Map<String, String> headers = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<Integer> slices = new ArrayList<>();
    private int status;
    private boolean complete;

    Frames(long begin) {
      this.begin = begin;
    }

    private void finish(String end) {
      received.complete(
          new ReceivedResponse(
              informational,
              status,
              headers,
              body.toString(StandardCharsets.ISO_8859_1),
              slices,
              complete,
              end,
              Duration.ofNanos(System.nanoTime() - begin)));
    }

    private void add(Http2Headers more) {
      CharSequence next = more.status();
      if (next != null && Integer.parseInt(next.toString()) < 200) {
        informational.add(Integer.parseInt(next.toString()));
      } else if (next != null) {
        status = Integer.parseInt(next.toString());
      }
      more.forEach(header -> headers.put(header.getKey().toString(), header.getValue().toString()));
    }

    ChannelInboundHandlerAdapter ofStream() {
      return new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
          boolean last = false;
          if (frame instanceof Http2HeadersFrame head) {
            add(head.headers());
            last = head.isEndStream();
          } else if (frame instanceof Http2DataFrame data) {
            byte[] bytes = ByteBufUtil.getBytes(data.content());
            body.writeBytes(bytes);
            if (bytes.length > 0) {
              slices.add(bytes.length);
            }
            last = data.isEndStream();
          }
          ReferenceCountUtil.release(frame);
          if (last) {
            complete = true;
            finish("end");
          }
        }
      };
    }

    ChannelInboundHandlerAdapter ofConnection() {
      return new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
          if (frame instanceof Http2GoAwayFrame) {
            finish("GOAWAY");
          }
          ReferenceCountUtil.release(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
          finish("reset");
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
          finish("closed");
        }
      };
    }
  }
}
