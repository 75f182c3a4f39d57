package io.pinelink.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.RequestBuffer;
import io.pinelink.rest.json.ResponseBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in pieces contain exactly the written bytes. */
class BodiesTest {
  private static final int LARGE = 300_000;

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, LARGE})
  void aResponseIsReadUnchanged(int bound) throws IOException {
    byte[] sent = bytes(LARGE);
    ChunkPool chunks = new ChunkPool();
    ResponseBuffer body = new ResponseBuffer(chunks, bound);

    for (int at = 0; at < sent.length; ) {
      int part = Math.min(sent.length - at, 1 + random.nextInt(20_000));
      assertThat(body.append(ByteBuffer.wrap(sent, at, part))).isTrue();
      at += part;
    }

    assertThat(body.length()).isEqualTo(sent.length);
    assertThat(body.toBytes()).isEqualTo(sent);
    assertThat(body.open().readAllBytes()).isEqualTo(sent);
    assertThat(oneByOne(body.open())).isEqualTo(sent);

    body.release();
    body.release();

    assertThat(body.length()).isZero();
    assertThat(chunks.pooled()).isEqualTo(LARGE / ChunkPool.CHUNK + 1);
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
  void aResponseKeepsAtMostItsBound() throws IOException {
    byte[] sent = bytes(100);
    ResponseBuffer body = new ResponseBuffer(new ChunkPool(), 70);

    assertThat(body.append(ByteBuffer.wrap(sent, 0, 60))).isTrue();
    assertThat(body.append(ByteBuffer.wrap(sent, 60, 40))).isFalse();
    assertThat(body.append(ByteBuffer.wrap(sent, 0, 1))).isFalse();

    assertThat(body.toBytes()).isEqualTo(Arrays.copyOf(sent, 70));
    assertThat(body.open().readAllBytes()).isEqualTo(Arrays.copyOf(sent, 70));
  }

  @Test
  void anEmptyResponseEndsImmediately() throws IOException {
    ResponseBuffer body = new ResponseBuffer(new ChunkPool(), 10);

    assertThat(body.append(ByteBuffer.allocate(0))).isTrue();
    assertThat(body.toBytes()).isEmpty();
    assertThat(body.open().read()).isNegative();
  }

  @Test
  void aRequestKeepsTheWrittenBytesInChunks() {
    byte[] sent = bytes(LARGE);
    ChunkPool chunks = new ChunkPool();
    RequestBuffer body = new RequestBuffer(chunks);
    body.write(sent[0]);
    for (int at = 1; at < sent.length; ) {
      int part = Math.min(sent.length - at, 1 + random.nextInt(20_000));
      body.write(sent, at, part);
      at += part;
    }

    assertThat(body.length()).isEqualTo(sent.length);
    assertThat(Bodies.bytesOf(body)).isEqualTo(sent);
    assertThat(chunks.pooled()).isEqualTo(LARGE / ChunkPool.CHUNK + 1);
  }

  @Test
  void chunksReturnToThePoolOnce() {
    ChunkPool chunks = new ChunkPool();
    RequestBuffer body = new RequestBuffer(chunks);
    body.write(new byte[3 * ChunkPool.CHUNK], 0, 3 * ChunkPool.CHUNK);
    ByteBuffer first = requireNonNull(body.next());
    first.position(first.limit());
    assertThat(body.next()).isNotSameAs(first);

    body.release();
    body.release();

    assertThat(chunks.pooled()).isEqualTo(3);
  }

  @Test
  void aFailedBodyReturnsItsChunks() {
    ChunkPool chunks = new ChunkPool();

    assertThatThrownBy(
            () ->
                Json.write(
                    json -> {
                      json.writeStartArray();
                      json.writeString("x".repeat(100_000));
                      json.flush();
                      assertThat(chunks.pooled()).isZero();
                      throw new IOException("no");
                    },
                    chunks))
        .hasMessage("no");

    assertThat(chunks.pooled()).isGreaterThanOrEqualTo(100_000 / ChunkPool.CHUNK);
  }

  @Test
  void aBodyIsUtf8() throws IOException {
    RequestBuffer body = Json.write(json -> json.writeString("õ€𝄞"), new ChunkPool());

    // Jackson writes such a character as one since 2.18.
    String beyond16Bits =
        "oldest".equals(System.getProperty("pinelink.libraries")) ? "\\uD834\\uDD1E" : "𝄞";
    assertThat(new String(Bodies.bytesOf(body), StandardCharsets.UTF_8))
        .isEqualTo("\"õ€" + beyond16Bits + "\"");
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
