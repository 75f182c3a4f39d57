package io.pinelink.model;

import java.util.List;
import java.util.Optional;

/**
 * One page of a longer answer.
 *
 * @param <T> what the pages hold
 */
public interface Page<T> {
  /** The items of this page, in the service's order. */
  List<T> items();

  /** What to give to get the next page; empty on the last one. */
  Optional<String> nextToken();
}
