package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TextConditions;
import io.pinelink.model.Filter;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to update documents, either each in its own way, or all that match a filter in the same
 * way.
 *
 * <p>Immutable and thread-safe. Source: updateDocuments, API version 2026-07.
 */
public final class UpdateDocumentsRequest {
  private final List<DocumentUpdate> updates;
  private final @Nullable Filter filter;
  private final DocumentFields set;
  private final Set<String> removed;

  private UpdateDocumentsRequest(
      List<DocumentUpdate> updates,
      @Nullable Filter filter,
      DocumentFields set,
      Set<String> removed) {
    this.updates = updates;
    this.filter = filter;
    this.set = set;
    this.removed = removed;
  }

  /** Returns a request for these updates, 1 to 1,000 of them. */
  public static UpdateDocumentsRequest of(DocumentUpdate... updates) {
    return of(Check.copy("updates", updates));
  }

  /** Returns a request for these updates, 1 to 1,000 of them. */
  public static UpdateDocumentsRequest of(Collection<DocumentUpdate> updates) {
    List<DocumentUpdate> copy = Check.copy("updates", updates);
    Check.batch("updates", copy.size());
    return new UpdateDocumentsRequest(copy, null, DocumentFields.empty(), Set.of());
  }

  /**
   * Returns a request to update all documents that match a filter.
   *
   * @param filter a filter without conditions on the words of a text, which the service accepts in
   *     searches and fetches only
   * @param set the fields to set
   * @param removed the names of the fields to remove
   * @throws IllegalArgumentException if the filter has such a condition, nothing changes, or a
   *     field is both set and removed
   */
  public static UpdateDocumentsRequest matching(
      Filter filter, DocumentFields set, String... removed) {
    TextConditions.refuse(
        "updateDocuments", Objects.requireNonNull(filter, "filter is null").asMap());
    DocumentFields checked = set.checked();
    return new UpdateDocumentsRequest(
        List.of(),
        filter,
        checked,
        DocumentUpdate.checkedRemoved("update by filter", checked, Check.copy("removed", removed)));
  }

  /** Returns the updates of single documents; empty if the request is by filter. */
  public List<DocumentUpdate> updates() {
    return updates;
  }

  /** Returns the filter; empty if the request updates single documents. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** Returns the fields to set in all documents that match the filter. */
  public DocumentFields set() {
    return set;
  }

  /** Returns the names of the fields to remove from all documents that match the filter. */
  public Set<String> removed() {
    return removed;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpdateDocumentsRequest that
        && that.updates.equals(updates)
        && Objects.equals(that.filter, filter)
        && that.set.equals(set)
        && that.removed.equals(removed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(updates, filter, set, removed);
  }

  /** Returns the kind of the request. */
  @Override
  public String toString() {
    return "UpdateDocumentsRequest[%s]"
        .formatted((filter == null ? updates.size() + " updates" : filter));
  }
}
