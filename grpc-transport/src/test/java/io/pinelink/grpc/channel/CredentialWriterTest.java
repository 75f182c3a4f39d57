package io.pinelink.grpc.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2CodecUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameWriter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.pinelink.spi.FrameBudget;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The writer between the HTTP/2 writer that gRPC uses and a reader of frames. */
class CredentialWriterTest {
  private static final int ROUNDS = 300;

  private final HiddenCredentials hidden = new HiddenCredentials();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new CredentialWriter(hidden, new FrameBudget()), new ChannelInboundHandlerAdapter());
  private final ChannelHandlerContext context = channel.pipeline().lastContext();
  private final Received received = new Received();
  private final DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader();
  private Http2FrameWriter writer = writer(Integer.MAX_VALUE);
  private int stream = 1;

  CredentialWriterTest() {
    var unused = context.writeAndFlush(Http2CodecUtil.connectionPrefaceBuf());
    ByteBuf preface = channel.readOutbound();
    preface.release();
  }

  @AfterEach
  void close() {
    reader.close();
    channel.finishAndReleaseAll();
  }

  private static Http2FrameWriter writer(int huffmanFrom) {
    return new DefaultHttp2FrameWriter(
        new DefaultHttp2HeadersEncoder(
            Http2HeadersEncoder.NEVER_SENSITIVE, false, 16, huffmanFrom));
  }

  private static final class Received extends Http2FrameAdapter {
    private final List<Http2Headers> headers = new ArrayList<>();

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int stream, Http2Headers read, int padding, boolean end) {
      headers.add(read);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int stream,
        Http2Headers read,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      headers.add(read);
    }
  }

  private Http2Headers hide(Credential credential, String... more) {
    Http2Headers headers = new DefaultHttp2Headers().path("/query");
    hidden.forEachHeader(credential, headers::add);
    for (int i = 0; i < more.length; i += 2) {
      headers.add(more[i], more[i + 1]);
    }
    return headers;
  }

  private Http2Headers sent(Http2Headers headers) throws Http2Exception {
    var unused = writer.writeHeaders(context, stream, headers, 0, false, context.newPromise());
    stream += 2;
    deliver();
    return received.headers.get(received.headers.size() - 1);
  }

  private void deliver() throws Http2Exception {
    channel.flush();
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    reader.readFrame(context, all, received);
  }

  @Test
  void gRpcSeesAPlaceholderAndTheServerTheCredential() throws Exception {
    ApiKey key = new ApiKey("pcsk_0123456789");
    Http2Headers headers = hide(key, "x-extra", "1");

    assertThat(headers.toString()).doesNotContain("pcsk_");
    Http2Headers read = sent(headers);

    assertThat(read.get("api-key").toString()).isEqualTo("pcsk_0123456789");
    assertThat(read.get("x-extra").toString()).isEqualTo("1");
    assertThat(hide(key).get("api-key")).isEqualTo(headers.get("api-key"));
  }

  /** gRPC 1.60 sends priorities. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void priorityAndPaddingBeforeTheHeadersAreSkipped(int padding) throws Exception {
    Http2Headers headers = hide(new ApiKey("pcsk_0123456789"));
    var unused =
        writer.writeHeaders(
            context, stream, headers, 0, (short) 16, false, padding, true, context.newPromise());
    deliver();

    assertThat(received.headers)
        .singleElement()
        .extracting(read -> read.get("api-key").toString())
        .isEqualTo("pcsk_0123456789");
  }

  @Test
  void laterRequestsReferToTheCredentialInTheCompressionTable() throws Exception {
    ApiKey key = new ApiKey("pcsk_0123456789");
    sent(hide(key));

    assertThat(sent(hide(key)).get("api-key").toString()).isEqualTo("pcsk_0123456789");
  }

  @Test
  void anEncoderThatUsesHuffmanCodeIsHandledToo() throws Exception {
    writer = writer(0);

    assertThat(sent(hide(new BearerToken("abcdefgh"))).get("authorization").toString())
        .isEqualTo("Bearer abcdefgh");
  }

  @Test
  void shortCredentialsAreNotReplaced() throws Exception {
    assertThat(sent(hide(new ApiKey("local"))).get("api-key").toString()).isEqualTo("local");
  }

  @Test
  void messagesThatLookLikeHeadersAreUnchanged() throws Exception {
    ApiKey key = new ApiKey("pcsk_0123456789");
    String placeholder = String.valueOf(hide(key).get("api-key"));
    ByteBuf message = Unpooled.buffer();
    message.writeMedium(placeholder.length() + 2).writeByte(1).writeByte(4).writeInt(1);
    message.writeByte(0x40 | 1).writeByte(placeholder.length());
    message.writeCharSequence(placeholder, US_ASCII);
    ByteBuf copy = message.copy();
    var unused = writer.writeData(context, 1, message, 0, true, context.newPromise());
    channel.flush();
    ByteBuf frameHeader = channel.readOutbound();
    ByteBuf sent = channel.readOutbound();

    assertThat(sent).isEqualTo(copy);
    frameHeader.release();
    sent.release();
    copy.release();
  }

  @Test
  void randomRequestsArriveUnchanged() throws Exception {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      keys.add(text(random, 1 + random.nextInt(300)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      String key = keys.get(random.nextInt(keys.size()));
      List<String> more = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        more.add("x-" + random.nextInt(20));
        more.add(text(random, random.nextInt(200)));
      }
      Http2Headers read = sent(hide(new ApiKey(key), more.toArray(String[]::new)));

      Http2Headers expected = new DefaultHttp2Headers().path("/query").add("api-key", key);
      for (int i = 0; i < more.size(); i += 2) {
        expected.add(more.get(i), more.get(i + 1));
      }
      assertThat(read).as("seed %s, round %s", seed, round).isEqualTo(expected);
      int length = random.nextInt(40_000);
      var unused =
          writer.writeData(
              context, 1, Unpooled.wrappedBuffer(new byte[length]), 0, false, context.newPromise());
    }
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('%' + random.nextInt('~' - '%' + 1))); // without $, as in placeholders
    }
    return text.toString();
  }
}
