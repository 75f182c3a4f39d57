package io.pinelink.contract.hostile;

import java.io.IOException;
import java.util.SplittableRandom;

/** An HTTP/1.1 request that the server must answer, with the building blocks of attacks. */
final class Http1Exchange {
  private static final int FLOOD_BATCH = 100;
  private static final int ENDLESS_BATCH = 1_024;

  private final Connection connection;
  private final NumberedCall asked;
  private final int padding;
  private final SplittableRandom random;
  private final byte[] json;
  private final byte[] honest;

  Http1Exchange(Connection connection, NumberedCall asked, int padding, SplittableRandom random) {
    this.connection = connection;
    this.asked = asked;
    this.padding = padding;
    this.random = random;
    this.json = CorrectResponses.json(asked, padding);
    this.honest = CorrectResponses.http1(asked, padding);
  }

  Connection connection() {
    return connection;
  }

  SplittableRandom random() {
    return random;
  }

  /** Returns the status of the honest response. */
  int status() {
    return CorrectResponses.status(asked);
  }

  /** Returns whether the honest response is a refusal. */
  boolean isRefusal() {
    return status() != 200;
  }

  /** Returns the body of the honest response. */
  byte[] json() {
    return json;
  }

  /** Returns the honest response. */
  byte[] honest() {
    return honest;
  }

  /** Returns the honest response with additional padding. */
  byte[] honest(int morePadding) {
    return CorrectResponses.http1(asked, padding + morePadding);
  }

  /** Returns the honest response to another call. */
  byte[] other() {
    return CorrectResponses.http1(asked.other(), 0);
  }

  /** Returns the head of the honest response with chunks to follow. */
  byte[] chunkedHead() {
    return HttpText.head(status(), "Transfer-Encoding: chunked");
  }

  void send(byte[]... parts) throws IOException {
    connection.send(parts);
  }

  /** Sends a message repeatedly until the client closes the connection. */
  void flood(byte[] message) throws IOException {
    byte[][] batch = new byte[FLOOD_BATCH][];
    java.util.Arrays.fill(batch, message);
    while (true) {
      send(batch);
    }
  }

  /** Sends a beginning, then a text repeatedly until the client closes the connection. */
  void endless(byte[] beginning, String again) throws IOException {
    send(beginning);
    byte[] batch = Bytes.ascii(again.repeat(ENDLESS_BATCH));
    while (true) {
      send(batch);
    }
  }
}
