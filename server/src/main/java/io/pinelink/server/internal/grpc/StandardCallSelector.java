package io.pinelink.server.internal.grpc;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpObjectAggregator;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.pinelink.server.internal.http.RequestDispatcher;
import io.pinelink.server.internal.http.ServerCall;
import java.util.Optional;
import java.util.function.Function;

/**
 * A handler that passes a stream to a {@link StandardCall} if it is for a data plane and its path
 * belongs to a {@link StandardMethod}, and does not change it otherwise. All other calls are
 * answered once they have arrived completely.
 */
public final class StandardCallSelector extends ChannelInboundHandlerAdapter {
  private final Function<String, Optional<StandardMethod>> methods;

  /**
   * @param methods returns the method at a path; empty if there is none
   */
  public StandardCallSelector(Function<String, Optional<StandardMethod>> methods) {
    this.methods = methods;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ChannelPipeline pipeline = context.pipeline();
    RequestDispatcher dispatcher = pipeline.get(RequestDispatcher.class);
    if (message instanceof HttpRequest head
        && ServerCall.isGrpc(head.headers())
        && dispatcher.isForData(head)) {
      methods
          .apply(head.uri())
          .ifPresent(
              method -> {
                pipeline.remove(HttpObjectAggregator.class);
                pipeline.replace(dispatcher, null, new StandardCall(method, dispatcher::arrived));
              });
    }
    pipeline.remove(this);
    context.fireChannelRead(message);
  }
}
