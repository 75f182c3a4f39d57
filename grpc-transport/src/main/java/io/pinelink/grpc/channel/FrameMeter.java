package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.pinelink.spi.FrameBudget;

/**
 * A handler below HTTP/2 that counts the frames of the server, and closes a connection on which the
 * server sends more than its {@link FrameBudget}. Netty bounds only some kinds of frames, and
 * ignores frames of calls that have ended without reporting them.
 */
final class FrameMeter extends ChannelInboundHandlerAdapter {
  private static final int HEADER_LENGTH = 9;
  private static final int LENGTH_BYTES = 3;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int END_STREAM = 0x1;
  private static final int PADDED = 0x8;

  private final FrameBudget budget;

  /** The length, type and flags of the frame whose header is being read. */
  private int length;

  private int type;
  private int headerRead;

  /** The bytes left of the payload of the current frame. */
  private int left;

  private boolean closing;

  FrameMeter(FrameBudget budget) {
    this.budget = budget;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      follow(bytes);
      if (budget.isExceeded()) {
        bytes.release();
        close(context);
        return;
      }
    }
    context.fireChannelRead(message);
  }

  private void close(ChannelHandlerContext context) {
    if (!closing) {
      closing = true;
      StallGuard.fail(context, FrameBudget.excess());
    }
  }

  private void follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (left > 0) {
        int part = Math.min(left, end - at);
        left -= part;
        at += part;
      } else {
        readHeader(bytes.getUnsignedByte(at++));
      }
    }
  }

  private void readHeader(int next) {
    if (headerRead < LENGTH_BYTES) {
      length = length << Byte.SIZE | next;
    } else if (headerRead == LENGTH_BYTES) {
      type = next;
    } else if (headerRead == LENGTH_BYTES + 1) {
      count(next);
    }
    if (++headerRead == HEADER_LENGTH) {
      headerRead = 0;
      left = length;
      length = 0;
    }
  }

  private void count(int flags) {
    if (type == DATA) {
      budget.receivedData((flags & PADDED) == 0 ? length : 0);
    } else {
      budget.received();
    }
    if (type == RST_STREAM || (type <= HEADERS && (flags & END_STREAM) != 0)) {
      budget.ended();
    }
  }
}
