package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.DecoderResult;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher of the requests of one HTTP/2 stream or HTTP/1.1 connection. It processes them one
 * after another, so that the responses to pipelined requests are sent in the order of the requests.
 */
public final class RequestDispatcher extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final VirtualHosts reachable;
  private final boolean encrypted;
  private final RequestHandler service;
  private final OwnInterface own;
  private final RequestLog log;
  private final FaultScript faults;
  private final Workers workers;
  // Both are accessed only on the event loop.
  private final Queue<ServerCall> waiting = new ArrayDeque<>();
  private @Nullable ServerCall current;

  /**
   * @param reachable the virtual hosts that the requests can name
   * @param encrypted whether the connection uses TLS
   * @param service answers the calls of the service
   * @param own answers the calls about the server itself
   */
  public RequestDispatcher(
      VirtualHosts reachable,
      boolean encrypted,
      RequestHandler service,
      OwnInterface own,
      RequestLog log,
      FaultScript faults,
      Workers workers) {
    this.reachable = reachable;
    this.encrypted = encrypted;
    this.service = service;
    this.own = own;
    this.log = log;
    this.faults = faults;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    ServerCall call = call(context, request, ByteBufUtil.getBytes(request.content()));
    DecoderResult decoded = request.decoderResult();
    boolean isOwn = !decoded.isFailure() && own.serves(call);
    Supplier<CompletableFuture<ServerResponse>> answer;
    if (isOwn) {
      answer = () -> own.answer(call, workers.of(call));
    } else {
      Supplier<ServerResponse> responder =
          decoded.isFailure() ? RequestRefusal.of(decoded.cause())::response : service.match(call);
      answer = () -> CompletableFuture.completedFuture(responder.get());
    }
    RequestLog.Entry entry = isOwn ? log.unlogged(call) : log.arrived(call);
    call.setReply(new Reply(context, answer, entry, workers.of(call), this::next));
    waiting.add(call);
    if (current == null) {
      next();
    }
  }

  /** Logs a request, of no operation, that is answered before it has arrived completely. */
  public RequestLog.Entry arrived(ChannelHandlerContext context, HttpRequest head) {
    return log.arrived(call(context, head, new byte[0]));
  }

  /** Returns whether a request is for a data plane. */
  public boolean isForData(HttpRequest head) {
    return named(head).listener() != ListenerRole.CONTROL;
  }

  private VirtualHost named(HttpRequest head) {
    return reachable.named(ServerCall.hostOf(head.headers().get("host", "")));
  }

  private ServerCall call(ChannelHandlerContext context, HttpRequest head, byte[] body) {
    VirtualHost named = named(head);
    return new ServerCall(
        ingress(named, context.channel()),
        head.method().name(),
        head.uri(),
        head.headers().copy(),
        body);
  }

  private void next() {
    ServerCall call = waiting.poll();
    current = call;
    if (call != null) {
      Optional<ResponsePlan> plan = own.serves(call) ? Optional.empty() : faults.plan(call);
      plan.ifPresentOrElse(call.reply()::run, call.reply()::serve);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (current != null) {
      current.reply().gone();
    }
    waiting.forEach(call -> call.reply().gone());
    waiting.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The client disconnected or does not speak HTTP.
    ChannelFuture unused = context.close();
  }

  /** Returns the ingress of a connection or of the connection of a stream. */
  private Ingress ingress(VirtualHost named, Channel channel) {
    Channel connection = channel.parent() instanceof SocketChannel parent ? parent : channel;
    int port = ((InetSocketAddress) connection.localAddress()).getPort();
    // Null once the connection is closed.
    boolean fromLoopback =
        connection.remoteAddress() instanceof InetSocketAddress peer
            && peer.getAddress().isLoopbackAddress();
    return new Ingress(named.listener(), named.privateEndpoint(), port, encrypted, fromLoopback);
  }
}
