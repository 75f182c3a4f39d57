package io.pinelink.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * A file of the page, from the resources of this program. They are listed here, so that a path of a
 * request is never the name of a file.
 *
 * @param type the media type
 * @param content the bytes, which callers do not change
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PageFile(String type, byte[] content) {
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "console.js", "text/javascript; charset=utf-8",
          "console.css", "text/css; charset=utf-8",
          "icon.svg", "image/svg+xml");

  /** Returns the file of a path such as {@code /console.js}; empty if there is none. */
  static Optional<PageFile> at(String path) {
    String name = path.equals("/") ? "index.html" : path.substring(1);
    String type = TYPES.get(name);
    return type == null ? Optional.empty() : Optional.of(new PageFile(type, read(name)));
  }

  private static byte[] read(String name) {
    try (InputStream file = PageFile.class.getResourceAsStream("page/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the file " + name + " of the page is missing");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
