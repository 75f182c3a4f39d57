package io.pinelink.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 response: status line and fields.
 *
 * @param text the received text, up to the empty line
 */
record HttpHead(String text) {
  private static final int MAX_LENGTH = 8 * 1_024;

  /** Reads up to the empty line. */
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

  /** Returns the value of a field; empty if there is none of this name. */
  Optional<String> field(String name) {
    String start = name + ":";
    return text.lines()
        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  /** Returns the time at which the server sent it; empty if it has none, or none that is valid. */
  Optional<Instant> date() {
    try {
      return field("date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
