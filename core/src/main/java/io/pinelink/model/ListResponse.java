package io.pinelink.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of ids.
 *
 * @param items the ids, in byte order
 * @param next the token of the next page; null on the last one
 * @param namespace the namespace as the service names it
 * @param readUnits what the list cost; 0 if the service did not say
 */
public record ListResponse(
    List<String> items, @Nullable String next, String namespace, long readUnits, ResponseInfo info)
    implements Page<String> {
  /** Copies the ids; an empty token means the last page. */
  public ListResponse {
    items = List.copyOf(items);
    next = next == null || next.isEmpty() ? null : next;
  }

  @Override
  public Optional<String> nextToken() {
    return Optional.ofNullable(next);
  }
}
