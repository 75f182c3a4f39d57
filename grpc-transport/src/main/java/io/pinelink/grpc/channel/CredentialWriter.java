package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOutboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelPromise;
import io.pinelink.spi.FrameBudget;

/**
 * A handler below HTTP/2 that replaces the placeholders which {@link HiddenCredentials} passed to
 * gRPC with the credentials. It follows the frames of the connection and reads the HEADERS frames.
 *
 * <p>A credential has the length of its placeholder. So the lengths of frames stay correct, and the
 * compression tables of both sides, which are limited by length, keep the same entries. Later
 * requests refer to the credential by its index in the table and need no replacement.
 *
 * <p>It also reports the frames of requests to the {@link FrameBudget}.
 */
final class CredentialWriter extends ChannelOutboundHandlerAdapter {
  private static final int PREFACE_LENGTH = 24;
  private static final int FRAME_HEADER_LENGTH = 9;
  private static final int TYPE = 3;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int FLAGS = 4;
  private static final int PADDED = 0x8;
  private static final int PADDING_LENGTH = 1;
  private static final int PRIORITY = 0x20;
  private static final int PRIORITY_LENGTH = 5;

  private final HiddenCredentials credentials;
  private final FrameBudget budget;
  private final byte[] header = new byte[FRAME_HEADER_LENGTH];
  private int headerLength;
  private boolean inHeaders;

  /** The bytes left before the block of headers in the current frame. */
  private int beforeBlock;

  /** The bytes left of the current frame, or of the connection preface. */
  private int left = PREFACE_LENGTH;

  CredentialWriter(HiddenCredentials credentials, FrameBudget budget) {
    this.credentials = credentials;
    this.budget = budget;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      follow(bytes);
    }
    var unused = context.write(message, promise);
  }

  private void follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (left > 0) {
        int length = Math.min(left, end - at);
        if (beforeBlock > 0) {
          length = Math.min(length, beforeBlock);
          beforeBlock -= length;
        } else if (inHeaders) {
          // Credentials come first, and gRPC writes a frame's worth of headers at once.
          new HeaderBlock(bytes, at, at + length).forEachValue(credentials::reveal);
          inHeaders = false;
        }
        left -= length;
        at += length;
      } else {
        header[headerLength++] = bytes.getByte(at++);
        if (headerLength == FRAME_HEADER_LENGTH) {
          begin();
        }
      }
    }
  }

  private void begin() {
    left = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | (header[2] & 0xff);
    inHeaders = header[TYPE] == HEADERS;
    if (inHeaders) {
      budget.sentRequest();
    } else if (header[TYPE] == DATA) {
      budget.sentData();
    }
    // Older releases of gRPC send priorities.
    beforeBlock =
        inHeaders ? length(PADDED, PADDING_LENGTH) + length(PRIORITY, PRIORITY_LENGTH) : 0;
    headerLength = 0;
  }

  private int length(int flag, int bytes) {
    return (header[FLAGS] & flag) == 0 ? 0 : bytes;
  }
}
