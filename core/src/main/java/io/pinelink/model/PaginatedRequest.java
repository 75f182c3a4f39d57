package io.pinelink.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request for one page of a result, whose response is a {@link Page}.
 *
 * @param <Q> the type of the request itself
 */
public interface PaginatedRequest<Q extends PaginatedRequest<Q>> {
  /** Returns the maximum number of items in the page; empty for the service's default. */
  OptionalInt limit();

  /** Returns the token of the page; empty for the first page. */
  Optional<String> paginationToken();

  /**
   * Returns this request for another page.
   *
   * @param token the token of the page, from {@link Page#nextToken()}
   */
  Q withPaginationToken(String token);
}
