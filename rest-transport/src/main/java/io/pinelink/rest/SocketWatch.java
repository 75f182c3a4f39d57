package io.pinelink.rest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.PromiseNotifier;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands next to a connection's socket and notices when it takes bytes, after TLS and whatever else
 * makes them of a request. The system refuses bytes for a connection that it knows to be reset, and
 * one that has refused them all has sent nothing; of one that has taken some, nobody here knows
 * what became of them.
 *
 * <p>A request is watched until its first bytes are taken, which costs it one promise.
 */
final class SocketWatch extends ChannelOutboundHandlerAdapter
    implements ChannelProgressiveFutureListener {
  private final AtomicLong taken = new AtomicLong();
  private boolean watching;

  /** From now on it is noticed whether bytes are taken; on the connection's own thread. */
  long watch() {
    watching = true;
    return taken.get();
  }

  /** Whether any were, since {@link #watch} said this; also those of another call count. */
  boolean hasTakenSince(long then) {
    return taken.get() != then;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!watching || !(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
      var unused = context.write(message, promise);
      return;
    }
    // Of a plain promise one hears only that all was taken, or not all.
    ChannelProgressivePromise progress = context.newProgressivePromise();
    progress.addListener(this);
    var unused = context.write(message, PromiseNotifier.cascade(false, progress, promise.unvoid()));
  }

  @Override
  public void operationProgressed(ChannelProgressiveFuture future, long progress, long total) {
    takes();
  }

  @Override
  public void operationComplete(ChannelProgressiveFuture future) {
    if (future.isSuccess()) {
      takes();
    }
  }

  private void takes() {
    taken.incrementAndGet();
    watching = false;
  }
}
