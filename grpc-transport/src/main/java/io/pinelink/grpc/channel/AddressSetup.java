package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.channel.ChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPromise;
import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.ConnectExceptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to open a connection to one address, from the connect to the server's first SETTINGS.
 * It opens the socket, and fails the connection if it is not ready within the connect timeout: gRPC
 * has timeouts for some of the steps only, and none of them can be set.
 *
 * <p>It also records the failure, and removes itself from the pipeline once the connection is
 * ready.
 */
final class AddressSetup extends ChannelDuplexHandler {
  /** The step that the connection waits for. */
  enum Phase {
    TCP,
    TUNNEL,
    TLS,
    HTTP_2
  }

  private final Duration timeout;
  private Phase phase = Phase.TCP;
  private @Nullable RouteAddress address;
  private @Nullable Future<?> timer;
  private boolean over;

  AddressSetup(Duration timeout) {
    this.timeout = timeout;
  }

  /** Returns the address; only after the connect has begun. */
  RouteAddress address() {
    return Objects.requireNonNull(address, "not connecting yet");
  }

  /** Records that the previous phase has ended. */
  void enter(Phase next) {
    if (phase == Phase.TCP) {
      address().opened();
    }
    phase = next;
  }

  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      @Nullable SocketAddress local,
      ChannelPromise promise) {
    RouteAddress to = (RouteAddress) remote;
    address = to;
    if (!to.begin(context.channel())) {
      end();
      promise.tryFailure(new ConnectException("the attempt is over"));
      var unused = context.close(); // nothing else closes a socket that was never connected
      return;
    }
    timer =
        context
            .executor()
            .schedule(() -> timedOut(context, promise), timeout.toNanos(), TimeUnit.NANOSECONDS);
    ChannelPromise connected =
        context
            .newPromise()
            .addListener(
                done -> {
                  if (done.isSuccess()) {
                    promise.trySuccess();
                  } else {
                    promise.tryFailure(recorded(unreachable(done.cause())));
                  }
                });
    var unused = context.connect(to.target().dialled(), local, connected);
  }

  private Throwable unreachable(Throwable cause) {
    HttpProxy proxy = address().proxy();
    return proxy == null ? cause : ConnectExceptions.proxyUnreachable(proxy, cause);
  }

  private void timedOut(ChannelHandlerContext context, ChannelPromise connect) {
    if (over) {
      return;
    }
    Throwable cause = recorded(timeout());
    if (phase == Phase.TCP) {
      connect.tryFailure(cause);
    } else {
      // From the start, so that gRPC receives it wherever it is in the pipeline by now.
      context.pipeline().fireExceptionCaught(cause);
    }
    // The socket itself: HTTP/2 and TLS would wait for their closing messages.
    var unused = context.pipeline().firstContext().close();
  }

  private Throwable timeout() {
    HttpProxy proxy = address().proxy();
    return switch (phase) {
      case TCP ->
          unreachable(
              new ConnectException("connection timed out: " + address().target().dialled()));
      case TUNNEL ->
          proxy == null
              ? new ConnectException("connection timed out")
              : ConnectExceptions.proxySilent(proxy, timeout);
      case TLS -> ConnectExceptions.tlsTimeout(timeout);
      case HTTP_2 -> ConnectExceptions.http2Timeout(timeout);
    };
  }

  /** Ends the attempt with a failure, unless it has ended; returns the failure. */
  Throwable recorded(Throwable cause) {
    if (!over) {
      end();
      if (address != null) {
        address.failed(cause);
      }
    }
    return cause;
  }

  /** Ends the attempt because the connection is ready. */
  void ready(ChannelHandlerContext any) {
    end();
    if (any.pipeline().context(this) != null) {
      any.pipeline().remove(this);
    }
  }

  /** Returns whether the connection is ready, or has failed. */
  boolean isOver() {
    return over;
  }

  private void end() {
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  /** Returns the failure of a connection that the other side has closed before it was ready. */
  Throwable closed() {
    HttpProxy proxy = address().proxy();
    return recorded(
        phase == Phase.TUNNEL && proxy != null
            ? ConnectExceptions.proxyClosed(proxy)
            : new IOException("the connection was closed before it was ready"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.fireExceptionCaught(recorded(cause));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!over && address != null) {
      context.fireExceptionCaught(closed());
    }
    context.fireChannelInactive();
  }

  /** gRPC may close the connection before it is ready, because no call needs it any more. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }
}
