package io.pinelink.rest.codec;

import io.pinelink.model.PaginatedRequest;

/** A builder of a path with query parameters. */
public final class UrlQuery {
  private final StringBuilder path;
  private char before = '?';

  public UrlQuery(String path) {
    this.path = new StringBuilder(path);
  }

  /** Adds a parameter; the name may be repeated. */
  public UrlQuery add(String name, String value) {
    path.append(before).append(name).append('=').append(RestRequest.escape(value));
    before = '&';
    return this;
  }

  /** Adds a parameter unless its value is empty, which is equivalent to absent. */
  public UrlQuery addUnlessEmpty(String name, String value) {
    return value.isEmpty() ? this : add(name, value);
  }

  /** Adds the size and the token of a page, where the request sets them. */
  public UrlQuery page(PaginatedRequest<?, ?> request) {
    request.limit().ifPresent(limit -> add("limit", String.valueOf(limit)));
    request.paginationToken().ifPresent(token -> add("paginationToken", token));
    return this;
  }

  /** Returns path and query, escaped. */
  public String path() {
    return path.toString();
  }
}
