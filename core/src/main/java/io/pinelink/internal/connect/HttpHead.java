package io.pinelink.internal.connect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 response: status line and fields.
 *
 * @param text the received text, up to the empty line
 */
record HttpHead(String text) {
  private static final int MAX_LENGTH = 8 * 1_024;

  /** The offset of the status code. */
  private static final int STATUS = "HTTP/1.1 ".length();

  /** Reads up to the empty line and no further: the bytes after a proxy's head are TLS. */
  static HttpHead read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MAX_LENGTH && !head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return new HttpHead(head.toString());
  }

  boolean isSuccess() {
    return text.matches("(?s)HTTP/1\\.[01] 2\\d\\d.*");
  }

  /** Returns the status code only, since the rest of a response may repeat the credentials. */
  String status() {
    return isHttp() ? "HTTP " + text.substring(STATUS, STATUS + 3) : "something other than HTTP";
  }

  private boolean isHttp() {
    return text.matches("(?s)HTTP/1\\.[01] \\d{3}\\b.*");
  }

  /** Returns the value of a field; empty if there is none of this name. */
  Optional<String> field(String name) {
    String start = name + ":";
    return text.lines()
        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }
}
