package io.pinelink.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2CodecUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Http2FrameBoundaryTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;

  private final Http2FrameBoundary boundary = new Http2FrameBoundary();

  @BeforeEach
  void readPreface() {
    ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
    assertThat(boundary.isReached()).isFalse();
    assertThat(boundary.follow(preface.slice(0, 10))).isFalse();
    assertThat(boundary.follow(preface.slice(10, 14))).isTrue();
    assertThat(boundary.isReached()).isTrue();
  }

  private static ByteBuf frame(int type, int flags, int length) {
    return Unpooled.buffer()
        .writeMedium(length)
        .writeByte(type)
        .writeByte(flags)
        .writeInt(1)
        .writeZero(length);
  }

  @Test
  void aFrameEndsWithItsPayload() {
    ByteBuf frame = frame(DATA, 0, 70_000);

    assertThat(boundary.follow(frame.slice(0, 2))).isFalse();
    assertThat(boundary.isReached()).isFalse();
    assertThat(boundary.follow(frame.slice(2, 70_000))).isFalse();
    assertThat(boundary.isReached()).isFalse();
    assertThat(boundary.follow(frame.slice(70_002, 7))).isTrue();
    assertThat(boundary.isReached()).isTrue();
    assertThat(frame.readerIndex()).isZero();
  }

  @Test
  void aFrameWithoutPayloadEndsWithItsHead() {
    assertThat(boundary.follow(frame(4, 0, 0))).isTrue();
    assertThat(boundary.isReached()).isTrue();
  }

  @Test
  void headersEndWithTheEndHeadersFlag() {
    assertThat(boundary.follow(frame(HEADERS, 0, 3))).isFalse();
    assertThat(boundary.follow(frame(CONTINUATION, 0, 3))).isFalse();
    assertThat(boundary.isReached()).isFalse();
    assertThat(boundary.follow(frame(CONTINUATION, END_HEADERS, 3))).isTrue();
    assertThat(boundary.isReached()).isTrue();
  }

  @Test
  void aFrameThatEndsBeforeTheNextOneBeginsIsReported() {
    ByteBuf frames = Unpooled.wrappedBuffer(frame(DATA, 0, 5), frame(DATA, 0, 5));

    assertThat(boundary.follow(frames.slice(0, 20))).isTrue();
    assertThat(boundary.isReached()).isFalse();
    assertThat(boundary.follow(frames.slice(20, 8))).isTrue();
    assertThat(boundary.isReached()).isTrue();
  }
}
