package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last handler of a port, which receives the failures to accept a connection: mostly, the
 * process has no file descriptor left. Netty then waits for a second before it accepts the next
 * connection.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {
  /** The number of open connections from which descriptors may run out. */
  static final int MANY = 64;

  private static final Logger LOG = System.getLogger(AcceptFailures.class.getName());
  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final IntSupplier connections;
  private @Nullable Long lastLogged;

  /**
   * @param connections returns the number of open connections
   */
  AcceptFailures(IntSupplier connections) {
    this.connections = connections;
  }

  /**
   * Loads what the log needs. The JDK opens the file of time zones for the first line, and can
   * never load it again if that fails.
   */
  static void prepareLog() {
    var unused = ZoneId.systemDefault().getRules();
    boolean unusedLevel = LOG.isLoggable(Level.WARNING);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    long now = System.nanoTime();
    if (lastLogged != null && now - lastLogged < INTERVAL_NANOS) {
      return;
    }
    lastLogged = now;
    try {
      LOG.log(
          Level.WARNING,
          "Cannot accept a connection to {0}, with {1} open: {2}",
          context.channel().localAddress(),
          connections.getAsInt(),
          cause.getMessage());
    } catch (RuntimeException | Error e) {
      // An error would end the thread that serves all connections.
      lastLogged = now - INTERVAL_NANOS;
    }
  }
}
