package io.pinelink.rest.codec;

import io.pinelink.rest.json.JsonWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, apart from headers.
 *
 * @param method the HTTP method, in upper case
 * @param path path and query, already escaped
 * @param body what is written as the body; null for none
 * @param contentType what the body is, if there is one
 */
public record RestRequest(
    String method, String path, @Nullable JsonWriter body, String contentType) {
  private static final String JSON = "application/json";
  private static final String JSON_LINES = "application/x-ndjson";

  static RestRequest get(String path) {
    return new RestRequest("GET", path, null, JSON);
  }

  static RestRequest post(String path, JsonWriter body) {
    return new RestRequest("POST", path, body, JSON);
  }

  /** Posts values that stand one on a line, the last one too. */
  static RestRequest postLines(String path, JsonWriter body) {
    JsonWriter lines =
        json -> {
          body.writeTo(json);
          json.writeRaw('\n');
        };
    return new RestRequest("POST", path, lines, JSON_LINES);
  }

  static RestRequest patch(String path, JsonWriter body) {
    return new RestRequest("PATCH", path, body, JSON);
  }

  static RestRequest delete(String path) {
    return new RestRequest("DELETE", path, null, JSON);
  }

  /**
   * The text as one segment of a path. Two texts are escaped though no character of theirs needs
   * it: as they are, libraries on both sides take them for steps in a tree.
   */
  static String segment(String text) {
    return switch (text) {
      case "." -> "%2E";
      case ".." -> "%2E%2E";
      default -> escape(text);
    };
  }

  /** The text as a value in a query. */
  static String escape(String text) {
    // URLEncoder writes forms, where a blank is a plus; %20 is one everywhere.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
