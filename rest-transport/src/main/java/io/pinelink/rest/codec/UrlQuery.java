package io.pinelink.rest.codec;

/** A path that is given its query, one parameter after another. */
final class UrlQuery {
  private final StringBuilder path;
  private char before = '?';

  UrlQuery(String path) {
    this.path = new StringBuilder(path);
  }

  /** Adds a parameter; a name that is there already is repeated. */
  UrlQuery add(String name, String value) {
    path.append(before).append(name).append('=').append(RestRequest.escape(value));
    before = '&';
    return this;
  }

  /** Adds a parameter for which empty is as good as absent. */
  UrlQuery addUnlessEmpty(String name, String value) {
    return value.isEmpty() ? this : add(name, value);
  }

  /** Path and query, escaped. */
  String path() {
    return path.toString();
  }
}
