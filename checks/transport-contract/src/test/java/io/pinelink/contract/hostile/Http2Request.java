package io.pinelink.contract.hostile;

import java.io.ByteArrayOutputStream;

/** A request of HTTP/2 as it arrives. */
final class Http2Request {
  private final int stream;
  private final String method;
  private final String path;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Http2Request(int stream, String method, String path) {
    this.stream = stream;
    this.method = method;
    this.path = path;
  }

  int stream() {
    return stream;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  void append(byte[] content) {
    body.writeBytes(content);
  }

  /** Recognizes the call, once the request is complete. */
  NumberedCall asked() {
    return NumberedCall.of(path, body.toByteArray());
  }
}
