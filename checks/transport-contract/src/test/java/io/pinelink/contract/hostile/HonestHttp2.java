package io.pinelink.contract.hostile;

import java.io.IOException;

/** Honest parts of HTTP/2 scripts. */
final class HonestHttp2 {
  private HonestHttp2() {}

  /** Answers each request until the client closes the connection. */
  static void serve(ProtocolVariant form, Http2Connection frames) throws IOException {
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      answer(form, frames, request);
    }
  }

  static void answer(ProtocolVariant form, Http2Connection frames, Http2Request request)
      throws IOException {
    frames.answer(request.stream(), CorrectResponses.http2(form, request.asked(), 0));
  }

  /**
   * Waits until the client closes the connection.
   *
   * @return the number of requests until then, none of which was answered
   */
  static int awaitEnd(Http2Connection frames) throws IOException {
    int requests = 0;
    while (frames.next() != null) {
      requests++;
    }
    return requests;
  }
}
