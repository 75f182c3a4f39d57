package io.pinelink.internal.connect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The head of an answer of HTTP/1.1: status line and fields.
 *
 * @param text as it came, up to the empty line
 */
record HttpHead(String text) {
  private static final int MOST = 8 * 1_024;

  /** Where the status code starts. */
  private static final int STATUS = "HTTP/1.1 ".length();

  /** Reads up to the empty line and not a byte more: what follows a proxy's is TLS. */
  static HttpHead read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MOST && !head.toString().endsWith("\r\n\r\n")) {
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

  /** Returns the status code; what a server says besides may quote the credentials. */
  String status() {
    return isHttp() ? "HTTP " + text.substring(STATUS, STATUS + 3) : "what is not HTTP";
  }

  private boolean isHttp() {
    return text.matches("(?s)HTTP/1\\.[01] \\d{3}\\b.*");
  }

  /** The value of a field; empty if there is none of this name. */
  Optional<String> field(String name) {
    String start = name + ":";
    return text.lines()
        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }
}
