package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Filter;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to delete documents from a namespace by id, by filter, or all of them. Unknown ids are
 * not an error.
 *
 * <p>Immutable and thread-safe. Source: deleteDocuments, API version 2026-07.
 */
public final class DeleteDocumentsRequest {
  private final List<String> ids;
  private final @Nullable Filter filter;

  /** Set by {@link #all()} alone: a request without ids and filter does not mean all. */
  private final boolean all;

  private DeleteDocumentsRequest(List<String> ids, @Nullable Filter filter, boolean all) {
    this.ids = ids;
    this.filter = filter;
    this.all = all;
  }

  /** Returns a request to delete the documents with these ids, 1 to 1,000 of them. */
  public static DeleteDocumentsRequest ids(String... ids) {
    return ids(Check.copy("ids", ids));
  }

  /** Returns a request to delete the documents with these ids, 1 to 1,000 of them. */
  public static DeleteDocumentsRequest ids(Collection<String> ids) {
    return new DeleteDocumentsRequest(Check.ids(ids), null, false);
  }

  /**
   * Returns a request to delete the documents that match a filter.
   *
   * @param filter a filter without conditions on the words of a text, which the service accepts in
   *     searches only
   * @throws IllegalArgumentException if the filter has such a condition
   * @throws NullPointerException if the filter is null; {@link #all()} deletes every document
   */
  public static DeleteDocumentsRequest matching(Filter filter) {
    return new DeleteDocumentsRequest(
        List.of(), TextConditions.refuse("deleteDocuments", filter), false);
  }

  /** Returns a request to delete every document of the namespace. */
  public static DeleteDocumentsRequest all() {
    return new DeleteDocumentsRequest(List.of(), null, true);
  }

  /** Returns the ids; empty unless the request is by id. */
  public List<String> ids() {
    return ids;
  }

  /** Returns the filter; empty unless the request is by filter. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** Returns whether every document is deleted. */
  public boolean isAll() {
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeleteDocumentsRequest that
        && that.ids.equals(ids)
        && Objects.equals(that.filter, filter)
        && that.all == all;
  }

  @Override
  public int hashCode() {
    return Objects.hash(ids, filter, all);
  }

  /** Returns the kind of the request. */
  @Override
  public String toString() {
    return "DeleteDocumentsRequest["
        + (all ? "all" : filter == null ? ids.size() + " ids" : filter)
        + "]";
  }
}
