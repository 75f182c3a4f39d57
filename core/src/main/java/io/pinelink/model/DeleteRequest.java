package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to remove from a namespace: vectors by id, by filter, or all. Unknown ids are no error; a
 * namespace that does not exist is.
 *
 * <p>Immutable and thread-safe. Source: deleteVectors, API version 2026-04.
 */
public final class DeleteRequest {
  private final List<String> ids;
  private final @Nullable Filter filter;

  private DeleteRequest(List<String> ids, @Nullable Filter filter) {
    this.ids = ids;
    this.filter = filter;
  }

  /** The vectors with these ids, 1 to 1,000 of them. */
  public static DeleteRequest ids(String... ids) {
    return ids(List.of(ids));
  }

  /** The vectors with these ids, 1 to 1,000 of them. */
  public static DeleteRequest ids(Collection<String> ids) {
    return new DeleteRequest(Check.ids(ids), null);
  }

  /** The vectors whose metadata fulfils the filter. */
  public static DeleteRequest matching(Filter filter) {
    return new DeleteRequest(List.of(), filter);
  }

  /** Every vector of the namespace. */
  public static DeleteRequest all() {
    return new DeleteRequest(List.of(), null);
  }

  /** The ids; empty unless the request is by id. */
  public List<String> ids() {
    return ids;
  }

  /** The filter; empty unless the request is by filter. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** Whether every vector goes. */
  public boolean isAll() {
    return ids.isEmpty() && filter == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeleteRequest that
        && that.ids.equals(ids)
        && Objects.equals(that.filter, filter);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ids, filter);
  }

  /** Which kind of request it is. */
  @Override
  public String toString() {
    return "DeleteRequest["
        + (isAll() ? "all" : filter == null ? ids.size() + " ids" : filter)
        + "]";
  }
}
