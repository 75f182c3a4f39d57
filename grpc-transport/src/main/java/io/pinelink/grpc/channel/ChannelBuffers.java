package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufAllocator;
import io.grpc.netty.shaded.io.netty.buffer.PooledByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.WriteBufferWaterMark;
import io.pinelink.grpc.codec.MessageBuffer;

/**
 * The allocator of buffers, for all channels of the JVM, and how many bytes of them a channel
 * passes to its socket at once.
 *
 * <p>gRPC writes a message into one buffer of up to 1 MB, and its own allocator has chunks of 2 MB.
 * Netty keeps an unused chunk only if it was never used by a quarter or more. With these chunks, it
 * would therefore free one after each message of 512 KB, and allocate and clear another for the
 * next.
 *
 * <p>Large messages are written directly into their buffers ({@link MessageBuffer}).
 */
public final class ChannelBuffers extends PooledByteBufAllocator {
  /** Overrides the size of chunks in gRPC and Netty, and so here. */
  private static final String MAX_ORDER_PROPERTY =
      "io.grpc.netty.shaded.io.netty.allocator.maxOrder";

  /** Chunks of 8 MB, in pages of 8 KB. */
  private static final int MAX_ORDER = 10;

  /** Each arena keeps a chunk, so this limits what is kept to 64 MB. */
  private static final int MAX_ARENAS = 8;

  /** The allocator of all channels. */
  public static final ByteBufAllocator ALLOCATOR = new ChannelBuffers();

  /**
   * When HTTP/2 stops to write frames to a channel, and when it continues. Netty's own 64 and 32 KB
   * divide a request of 600 KB into 16 writes; these divide it into 3.
   */
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 << 10, 512 << 10);

  private ChannelBuffers() {
    super(
        true,
        defaultNumHeapArena(),
        Math.min(MAX_ARENAS, defaultNumDirectArena()),
        defaultPageSize(),
        System.getProperty(MAX_ORDER_PROPERTY) == null ? MAX_ORDER : defaultMaxOrder(),
        defaultSmallCacheSize(),
        defaultNormalCacheSize(),
        defaultUseCacheForAllThreads());
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    ByteBuf buffer = super.newDirectBuffer(initialCapacity, maxCapacity);
    MessageBuffer.allocated(buffer);
    return buffer;
  }
}
