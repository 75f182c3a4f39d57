package io.pinelink.grpc.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import io.pinelink.spi.FrameBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameMeterTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PING = 6;
  private static final int END_STREAM = 1;
  private static final int PADDED = 8;

  private final FrameBudget budget = new FrameBudget();
  private final EmbeddedChannel channel = new EmbeddedChannel(new FrameMeter(budget));

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private static ByteBuf frame(int type, int flags, int length) {
    return Unpooled.buffer()
        .writeMedium(length)
        .writeByte(type)
        .writeByte(flags)
        .writeInt(1)
        .writeZero(length);
  }

  private void receive(ByteBuf frame, int count) {
    for (int i = 0; i < count; i++) {
      channel.writeInbound(frame.retainedDuplicate());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xF0})
  void emptyFramesOfEveryTypeAreBounded(int type) {
    ByteBuf empty = frame(type, 0, 0);
    receive(empty, FrameBudget.MAX_UNEXPLAINED);
    assertThat(channel.isOpen()).isTrue();

    assertThatThrownBy(() -> receive(empty, 1))
        .hasMessageContaining("connection abandoned: " + FrameBudget.excess());
    assertThat(channel.isOpen()).isFalse();
    empty.release();
  }

  @Test
  void theEndsOfResponsesExplainFrames() {
    int calls = FrameBudget.MAX_UNEXPLAINED;
    for (int i = 0; i < calls; i++) {
      budget.sentRequest();
    }
    ByteBuf response = Unpooled.wrappedBuffer(frame(HEADERS, 0, 0), frame(HEADERS, END_STREAM, 0));

    receive(response, calls);

    assertThat(channel.isOpen()).isTrue();
    response.release();
  }

  @Test
  void paddingIsNotPartOfAResponse() {
    ByteBuf padded = frame(DATA, PADDED, 250);

    assertThatThrownBy(() -> receive(padded, FrameBudget.MAX_UNEXPLAINED + 1))
        .hasMessageContaining(FrameBudget.excess());
    padded.release();
  }

  @Test
  void dataIsReadRegardlessOfItsSplits() {
    ByteBuf data = frame(DATA, 0, 100);
    for (int i = 0; i < 2 * FrameBudget.MAX_UNEXPLAINED; i++) {
      int split = i % data.readableBytes();
      channel.writeInbound(data.retainedSlice(0, split));
      channel.writeInbound(data.retainedSlice(split, data.readableBytes() - split));
    }

    assertThat(channel.isOpen()).isTrue();
    data.release();
  }

  @Test
  void manyFramesInOneReadAreCounted() {
    ByteBuf pings = Unpooled.buffer();
    for (int i = 0; i <= FrameBudget.MAX_UNEXPLAINED; i++) {
      pings.writeBytes(frame(PING, 0, 8));
    }

    assertThatThrownBy(() -> channel.writeInbound(pings))
        .hasMessageContaining(FrameBudget.excess());
    Object passedOn = channel.readInbound();
    assertThat(passedOn).as("frames passed on").isNull();
  }
}
