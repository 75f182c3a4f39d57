package io.pinelink.contract.hostile;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of HTTP/1.1 as the client sent it.
 *
 * @param path the path with the query
 * @param headers the headers, with names in lower case
 * @param body the body; empty if there is none or it was not read
 */
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
record HttpRequest(String method, String path, Map<String, String> headers, byte[] body) {
  private static final int MAX_LINE = 16 * 1024;

  /** Reads the next request; returns null if the client has closed the connection. */
  static @Nullable HttpRequest read(InputStream in) throws IOException {
    HttpRequest head = readHead(in);
    return head == null ? null : head.readBody(in);
  }

  /** Reads the next request up to its body; returns null if the client has closed. */
  static @Nullable HttpRequest readHead(InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3 || !words[2].equals("HTTP/1.1")) {
      throw new IllegalStateException("not a request line: " + first);
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = requiredLine(in); !line.isEmpty(); line = requiredLine(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new HttpRequest(words[0], words[1], headers, new byte[0]);
  }

  /** Reads the body of a request whose head was read. */
  HttpRequest readBody(InputStream in) throws IOException {
    String length = headers.get("content-length");
    byte[] read =
        length != null
            ? exactly(in, Integer.parseInt(length))
            : "chunked".equals(headers.get("transfer-encoding")) ? chunks(in) : new byte[0];
    return new HttpRequest(method, path, headers, read);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    byte[] all = new byte[0];
    while (true) {
      int size = Integer.parseInt(requiredLine(in), 16);
      if (size == 0) {
        while (!requiredLine(in).isEmpty()) {
          // Trailers are irrelevant here.
        }
        return all;
      }
      all = Bytes.concat(all, exactly(in, size));
      requiredLine(in);
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static String requiredLine(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      throw new EOFException();
    }
    return line;
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (line.length() == MAX_LINE) {
        throw new IllegalStateException("a line of a request is too long");
      }
      line.append((char) b);
    }
    if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }
}
