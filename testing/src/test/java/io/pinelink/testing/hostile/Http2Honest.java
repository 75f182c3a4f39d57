package io.pinelink.testing.hostile;

import java.io.IOException;

/** Honest parts of scripts over HTTP/2. */
final class Http2Honest {
  private Http2Honest() {}

  /** Answers each request until the client closes the connection. */
  static void serve(Form form, Http2Connection frames) throws IOException {
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      answer(form, frames, request);
    }
  }

  static void answer(Form form, Http2Connection frames, Http2Request request) throws IOException {
    frames.answer(request.stream(), Answers.http2(form, request.asked(), 0));
  }

  /**
   * Waits until the client closes the connection.
   *
   * @return how many requests came until then; none was answered
   */
  static int awaitEnd(Http2Connection frames) throws IOException {
    int requests = 0;
    while (frames.next() != null) {
      requests++;
    }
    return requests;
  }
}
