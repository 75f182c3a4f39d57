package io.pinelink.testing;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** Takes a request off the wire, has it answered by a worker, and puts the answer on the wire. */
final class Exchange extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Listener listener;
  private final Function<HttpCall, Answer> door;
  private final RequestLog log;
  private final Executor workers;

  Exchange(Listener listener, Function<HttpCall, Answer> door, RequestLog log, Executor workers) {
    this.listener = listener;
    this.door = door;
    this.log = log;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    HttpCall call =
        new HttpCall(
            listener,
            port(context.channel()),
            request.method().name(),
            request.uri(),
            request.headers().copy(),
            ByteBufUtil.getBytes(request.content()));
    RequestLog.Entry entry = log.arrived(call);
    try {
      workers.execute(
          () -> {
            Answer answer = answer(call);
            // Before the answer leaves, so that whoever has it finds it in the log.
            entry.answered(answer);
            ChannelFuture unused = context.writeAndFlush(response(answer));
          });
    } catch (RejectedExecutionException e) {
      // The server is closing.
      ChannelFuture unused = context.close();
    }
  }

  /** Of the connection, for one of its streams too. */
  private static int port(Channel channel) {
    Channel connection = channel.parent() instanceof SocketChannel parent ? parent : channel;
    return ((InetSocketAddress) connection.localAddress()).getPort();
  }

  /** Whatever goes wrong, the client gets an answer rather than a wait for its deadline. */
  private Answer answer(HttpCall call) {
    try {
      return door.apply(call);
    } catch (RuntimeException | Error e) {
      return Answer.text(500, "EmbeddedPinecone failed: " + e);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The client went away or does not speak HTTP.
    ChannelFuture unused = context.close();
  }

  private static FullHttpResponse response(Answer answer) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    answer.headers().forEach((name, value) -> response.headers().set(name, value));
    answer.trailers().forEach((name, value) -> response.trailingHeaders().set(name, value));
    if (answer.grpcStatus().isEmpty()) {
      HttpUtil.setContentLength(response, answer.body().length);
    }
    return response;
  }
}
