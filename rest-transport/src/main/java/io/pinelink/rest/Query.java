package io.pinelink.rest;

/** A path that gets its query, one parameter after another. */
final class Query {
  private final StringBuilder path;
  private char before = '?';

  Query(String path) {
    this.path = new StringBuilder(path);
  }

  /** Adds a parameter; a name that is there already is repeated. */
  Query add(String name, String value) {
    path.append(before).append(name).append('=').append(RestRequest.escape(value));
    before = '&';
    return this;
  }

  /** Adds a parameter for which empty is as good as absent. */
  Query addUnlessEmpty(String name, String value) {
    return value.isEmpty() ? this : add(name, value);
  }

  /** Path and query, escaped. */
  String path() {
    return path.toString();
  }
}
