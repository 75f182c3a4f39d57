package io.pinelink.rest.codec;

import io.pinelink.rest.json.JsonWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request without its headers.
 *
 * @param method the HTTP method, in upper case
 * @param path path and query, already escaped
 * @param body the writer of the body; null for none
 * @param contentType the type of the body, if there is one
 */
public record RestRequest(
    String method, String path, @Nullable JsonWriter body, String contentType) {
  private static final String JSON = "application/json";
  private static final String JSON_LINES = "application/x-ndjson";

  public static RestRequest get(String path) {
    return new RestRequest("GET", path, null, JSON);
  }

  static RestRequest post(String path, JsonWriter body) {
    return new RestRequest("POST", path, body, JSON);
  }

  /** Creates a POST of an object. */
  public static RestRequest postObject(String path, JsonWriter members) {
    return post(path, object(members));
  }

  /** Creates a POST with an empty body. */
  public static RestRequest post(String path) {
    return post(path, json -> {});
  }

  /** Creates a POST of values that are each on one line, including a line break after the last. */
  static RestRequest postLines(String path, JsonWriter body) {
    JsonWriter lines =
        json -> {
          body.writeTo(json);
          json.writeRaw('\n');
        };
    return new RestRequest("POST", path, lines, JSON_LINES);
  }

  /** Creates a PATCH with an object. */
  public static RestRequest patchObject(String path, JsonWriter members) {
    return new RestRequest("PATCH", path, object(members), JSON);
  }

  private static JsonWriter object(JsonWriter members) {
    return json -> {
      json.writeStartObject();
      members.writeTo(json);
      json.writeEndObject();
    };
  }

  public static RestRequest delete(String path) {
    return new RestRequest("DELETE", path, null, JSON);
  }

  /**
   * Returns the text as one segment of a path. Two texts are escaped although their characters do
   * not require it: unescaped, libraries on both sides resolve them as relative path segments.
   */
  public static String segment(String text) {
    return switch (text) {
      case "." -> "%2E";
      case ".." -> "%2E%2E";
      default -> escape(text);
    };
  }

  /** Returns the text as a value in a query. */
  static String escape(String text) {
    // URLEncoder encodes forms, where a space becomes a plus; %20 is valid everywhere.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
