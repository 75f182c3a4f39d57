package io.pinelink.rest.codec;

/** A builder of a path with query parameters. */
final class UrlQuery {
  private final StringBuilder path;
  private char before = '?';

  UrlQuery(String path) {
    this.path = new StringBuilder(path);
  }

  /** Adds a parameter; the name may be repeated. */
  UrlQuery add(String name, String value) {
    path.append(before).append(name).append('=').append(RestRequest.escape(value));
    before = '&';
    return this;
  }

  /** Adds a parameter unless its value is empty, which is equivalent to absent. */
  UrlQuery addUnlessEmpty(String name, String value) {
    return value.isEmpty() ? this : add(name, value);
  }

  /** Returns path and query, escaped. */
  String path() {
    return path.toString();
  }
}
