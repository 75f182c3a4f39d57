package io.pinelink.rest;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, apart from headers.
 *
 * @param path path and query, already escaped
 * @param body what is written as the body; null for none
 */
record RestRequest(HttpMethod method, String path, @Nullable JsonBody body) {
  static RestRequest get(String path) {
    return new RestRequest(HttpMethod.GET, path, null);
  }

  static RestRequest post(String path, JsonBody body) {
    return new RestRequest(HttpMethod.POST, path, body);
  }

  static RestRequest patch(String path, JsonBody body) {
    return new RestRequest(HttpMethod.PATCH, path, body);
  }

  static RestRequest delete(String path) {
    return new RestRequest(HttpMethod.DELETE, path, null);
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
