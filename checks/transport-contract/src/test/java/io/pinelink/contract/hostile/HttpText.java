package io.pinelink.contract.hostile;

/** HTTP/1.1 responses as text. */
final class HttpText {
  private HttpText() {}

  /** Returns a response up to its body. */
  static byte[] head(int status, int length) {
    return head(status, "Content-Length: " + length);
  }

  /** Returns a response up to its body, with headers in addition to its type. */
  static byte[] head(int status, String... headers) {
    return Bytes.ascii(
        "HTTP/1.1 "
            + status
            + " Status\r\nContent-Type: application/json\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n");
  }

  /** Returns a response with a status line and optional headers. */
  static byte[] bare(String statusLine, String... headers) {
    StringBuilder text = new StringBuilder(statusLine).append("\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return Bytes.ascii(text.append("\r\n").toString());
  }

  static byte[] informational(int status) {
    return bare("HTTP/1.1 " + status + " Informational", "Link: </style.css>; rel=preload");
  }

  /** Returns a chunk with its size. */
  static byte[] chunk(byte[] content) {
    return Bytes.concat(
        Bytes.ascii(Integer.toHexString(content.length) + "\r\n"), content, Bytes.ascii("\r\n"));
  }
}
