package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in pieces are the bytes that went in. */
class BodiesTest {
  private static final int LARGE = 300_000;

  private final Random random = new Random(7);

  @ParameterizedTest
  @CsvSource({"-1, 1000000", "300000, 1000000", "10, 1000000", "400000, 1000000", "-1, 300000"})
  void aResponseIsReadAsItCame(int announced, int bound) throws IOException {
    byte[] sent = bytes(LARGE);
    ResponseBody body = new ResponseBody(announced, bound);

    for (int at = 0; at < sent.length; ) {
      int part = Math.min(sent.length - at, 1 + random.nextInt(20_000));
      assertThat(body.append(Unpooled.wrappedBuffer(sent, at, part))).isTrue();
      at += part;
    }

    assertThat(body.length()).isEqualTo(sent.length);
    assertThat(body.toBytes()).isEqualTo(sent);
    assertThat(body.open().readAllBytes()).isEqualTo(sent);
    assertThat(oneByOne(body.open())).isEqualTo(sent);
  }

  private static byte[] oneByOne(InputStream in) throws IOException {
    byte[] bytes = new byte[LARGE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) in.read();
    }
    assertThat(in.read()).isNegative();
    return bytes;
  }

  @Test
  void aResponseKeepsNoMoreThanItsBound() throws IOException {
    byte[] sent = bytes(100);
    ResponseBody body = new ResponseBody(100, 70);

    assertThat(body.append(Unpooled.wrappedBuffer(sent, 0, 60))).isTrue();
    assertThat(body.append(Unpooled.wrappedBuffer(sent, 60, 40))).isFalse();
    assertThat(body.append(Unpooled.wrappedBuffer(sent, 0, 1))).isFalse();

    assertThat(body.toBytes()).isEqualTo(Arrays.copyOf(sent, 70));
    assertThat(body.open().readAllBytes()).isEqualTo(Arrays.copyOf(sent, 70));
  }

  @Test
  void anEmptyResponseEndsAtOnce() throws IOException {
    ResponseBody body = new ResponseBody(-1, 10);

    assertThat(body.append(Unpooled.EMPTY_BUFFER)).isTrue();
    assertThat(body.toBytes()).isEmpty();
    assertThat(body.open().read()).isNegative();
  }

  @Test
  void aRequestIsWhatWasWrittenInPiecesThatStay() {
    byte[] sent = bytes(LARGE);
    RequestBody body = new RequestBody(PooledByteBufAllocator.DEFAULT);
    body.write(sent[0]);
    for (int at = 1; at < sent.length; ) {
      int part = Math.min(sent.length - at, 1 + random.nextInt(20_000));
      body.write(sent, at, part);
      at += part;
    }

    ByteBuf whole = body.take();

    byte[] written = new byte[whole.readableBytes()];
    whole.readBytes(written);
    assertThat(written).isEqualTo(sent);
    assertThat(((CompositeByteBuf) whole).numComponents()).isGreaterThan(10);
    assertThat(whole.release()).isTrue();
  }

  @Test
  void aBodyThatFailsGivesItsBuffersBack() {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    assertThatThrownBy(
            () ->
                Json.write(
                    json -> {
                      json.writeStartArray();
                      json.writeString("x".repeat(100_000));
                      json.flush();
                      assertThat(allocator.metric().usedHeapMemory()).isGreaterThan(100_000);
                      throw new IOException("no");
                    },
                    allocator))
        .hasMessage("no");

    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void aBodyIsUtf8() throws IOException {
    ByteBuf bytes = Json.write(json -> json.writeString("õ€𝄞"), PooledByteBufAllocator.DEFAULT);

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\"õ€𝄞\"");
    bytes.release();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
