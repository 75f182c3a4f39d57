package io.pinelink.testing;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests of one stream or HTTP/1.1 connection off the wire and has them answered one
 * after the other, so that answers to pipelined requests leave in the order of the requests.
 */
final class Exchange extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Door door;
  private final Service service;
  private final RequestLog log;
  private final FaultScript faults;
  private final Executor workers;
  // Both belong to the event loop.
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private @Nullable Turn current;

  public Exchange(
      Door door, Service service, RequestLog log, FaultScript faults, Executor workers) {
    this.door = door;
    this.service = service;
    this.log = log;
    this.faults = faults;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    HttpCall call = call(context, request, ByteBufUtil.getBytes(request.content()));
    RequestLog.Entry entry = log.arrived(call, service.operation(call));
    waiting.add(new Turn(context, call, entry, service, workers, this::next));
    if (current == null) {
      next();
    }
  }

  /** Records a request that is answered before it has arrived whole; it belongs to no operation. */
  RequestLog.Entry arrived(ChannelHandlerContext context, HttpRequest head) {
    return log.arrived(call(context, head, new byte[0]), "");
  }

  private HttpCall call(ChannelHandlerContext context, HttpRequest head, byte[] body) {
    return new HttpCall(
        new Way(door.listener(), door.privateEndpoint(), port(context.channel())),
        head.method().name(),
        head.uri(),
        head.headers().copy(),
        body);
  }

  private void next() {
    Turn turn = waiting.poll();
    current = turn;
    if (turn != null) {
      Optional<Consumer<Turn>> fault = faults.take(service.operation(turn.call()));
      fault.ifPresentOrElse(found -> found.accept(turn), turn::serve);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (current != null) {
      current.gone();
    }
    waiting.forEach(Turn::gone);
    waiting.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The client went away or does not speak HTTP.
    ChannelFuture unused = context.close();
  }

  /** Of the connection, for one of its streams too. */
  private static int port(Channel channel) {
    Channel connection = channel.parent() instanceof SocketChannel parent ? parent : channel;
    return ((InetSocketAddress) connection.localAddress()).getPort();
  }
}
