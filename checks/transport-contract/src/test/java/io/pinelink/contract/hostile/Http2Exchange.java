package io.pinelink.contract.hostile;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** An HTTP/2 request that the server must answer, with the building blocks of attacks. */
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

  /** Returns the honest response to another call. */
  Http2Response other() {
    return CorrectResponses.http2(form, asked.other(), 0);
  }

  /** Returns the response to a query of another call, which has a body in every variant. */
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

  /** Sends a frame repeatedly until the client resets the stream or closes the connection. */
  void flood(Frame frame) throws IOException {
    Frame[] batch = new Frame[FLOOD_BATCH];
    Arrays.fill(batch, frame);
    while (!connection.isReset(stream)) {
      send(batch);
    }
  }

  /** Sends a frame repeatedly until the client closes the connection. */
  void floodToClose(Frame frame) throws IOException {
    Frame[] batch = new Frame[FLOOD_BATCH];
    Arrays.fill(batch, frame);
    while (!connection.isOver()) {
      send(batch);
    }
  }

  /** Returns the honest response as bytes. */
  byte[] bytes() {
    return Bytes.concat(
        honest().frames(stream).stream().map(Frame::toBytes).toArray(byte[][]::new));
  }

  /** Sends the honest response up to a random byte. */
  void cut() throws IOException {
    byte[] bytes = bytes();
    connection.connection().send(Bytes.first(bytes, random.nextInt(1, bytes.length)));
  }
}
