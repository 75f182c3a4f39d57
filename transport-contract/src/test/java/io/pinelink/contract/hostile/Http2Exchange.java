package io.pinelink.contract.hostile;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One request of HTTP/2 that the server is about to answer, and what an attack is made of. */
final class Http2Exchange {
  private static final int FLOOD_BATCH = 100;

  private final ProtocolVariant form;
  private final Http2Connection connection;
  private final int stream;
  private final NumberedCall asked;
  private final int padding;
  private final SplittableRandom random;

  Http2Exchange(
      ProtocolVariant form,
      Http2Connection connection,
      int stream,
      NumberedCall asked,
      int padding,
      SplittableRandom random) {
    this.form = form;
    this.connection = connection;
    this.stream = stream;
    this.asked = asked;
    this.padding = padding;
    this.random = random;
  }

  Http2Connection connection() {
    return connection;
  }

  SplittableRandom random() {
    return random;
  }

  int stream() {
    return stream;
  }

  boolean isGrpc() {
    return form.isGrpc();
  }

  /** Returns the honest response. */
  Http2Response honest() {
    return CorrectResponses.http2(form, asked, padding);
  }

  /** Returns what would be the honest response to another call. */
  Http2Response other() {
    return CorrectResponses.http2(form, asked.other(), 0);
  }

  /** Returns the answer to a query of another call, which has a body in every form. */
  Http2Response stray() {
    return CorrectResponses.http2(
        form, new NumberedCall(NumberedCall.Kind.QUERY, asked.number() + 1), 0);
  }

  /** Sends the honest response. */
  void answer() throws IOException {
    connection.answer(stream, honest());
  }

  /** Sends an informational response. */
  void informational(int status) throws IOException {
    connection.send(
        Frame.headers(
            stream, 0, List.of(":status", String.valueOf(status), "link", "</a>; rel=preload")));
  }

  void send(Frame... frames) throws IOException {
    connection.send(frames);
  }

  void send(List<Frame> frames) throws IOException {
    connection.send(frames);
  }

  /** Sends the same frame again and again until the client resets the stream or closes. */
  void flood(Frame frame) throws IOException {
    Frame[] batch = new Frame[FLOOD_BATCH];
    Arrays.fill(batch, frame);
    while (!connection.isReset(stream)) {
      send(batch);
    }
  }

  /** Returns the honest response as bytes. */
  byte[] bytes() {
    return Bytes.concat(
        honest().frames(stream).stream().map(Frame::toBytes).toArray(byte[][]::new));
  }

  /** Sends a part of the honest response, which ends at a random byte. */
  void cut() throws IOException {
    byte[] bytes = bytes();
    connection.connection().send(Bytes.first(bytes, random.nextInt(1, bytes.length)));
  }
}
