package io.pinelink.model;

import java.util.List;
import java.util.Optional;

/**
 * One page of a paginated result.
 *
 * @param <T> the type of the items
 */
public interface Page<T> {
  /** Returns the items of this page, in the service's order. */
  List<T> items();

  /** Returns the token of the next page; empty on the last one. */
  Optional<String> nextToken();
}
