package io.pinelink.spi.request;

import java.util.Objects;

/**
 * An HTTP request in the words of its sender, for checks of what the service answers to requests
 * that no other operation sends.
 *
 * @param method the HTTP method, such as {@code POST}
 * @param path the path with its query, already escaped; it begins with a slash
 * @param body the body; empty for none
 * @param contentType the type of the body, such as {@code application/json}
 * @param apiVersion the API version to name, unless the client selected one for all calls
 */
public record RawRequest(
    String method, String path, String body, String contentType, String apiVersion) {
  /**
   * Checks the parts that would otherwise change the form of the request.
   *
   * @throws IllegalArgumentException if {@code method} is not in upper case letters, {@code path}
   *     does not begin with a slash, or a part other than the body has a character that is not
   *     printable ASCII
   */
  public RawRequest {
    Objects.requireNonNull(method, "method is null");
    Objects.requireNonNull(path, "path is null");
    Objects.requireNonNull(body, "body is null");
    Objects.requireNonNull(contentType, "contentType is null");
    Objects.requireNonNull(apiVersion, "apiVersion is null");
    if (method.isEmpty() || !method.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException("method is not in upper case letters: '" + method + "'");
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path does not begin with a slash: '" + path + "'");
    }
    printable("path", path);
    printable("contentType", contentType);
    printable("apiVersion", apiVersion);
  }

  private static void printable(String name, String text) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          name + " has a character that is not printable ASCII: '" + text + "'");
    }
  }

  /** Returns the request without its body. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
