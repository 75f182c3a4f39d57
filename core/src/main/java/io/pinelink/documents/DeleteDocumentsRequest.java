package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Filter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to delete documents from a namespace by id, by filter, or all of them. Unknown ids are
 * not an error.
 *
 * <p>Immutable and thread-safe. Source: deleteDocuments, API version 2026-07.
 */
public final class DeleteDocumentsRequest extends Built<DeleteDocumentsRequest.Builder> {

  private DeleteDocumentsRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request to delete the documents with these ids, 1 to 1,000 of them. */
  public static DeleteDocumentsRequest byIds(String... ids) {
    return builder().ids(ids).build();
  }

  /** Returns a request to delete the documents with these ids, 1 to 1,000 of them. */
  public static DeleteDocumentsRequest byIds(Collection<String> ids) {
    return builder().ids(ids).build();
  }

  /**
   * Returns a request to delete the documents that match a filter.
   *
   * @param filter a filter without conditions on the words of a text, which the service accepts in
   *     searches and fetches only
   * @throws IllegalArgumentException if the filter has such a condition
   * @throws NullPointerException if the filter is null; {@link #all()} deletes every document
   */
  public static DeleteDocumentsRequest matching(Filter filter) {
    return builder().filter(filter).build();
  }

  /** Returns a request to delete every document of the namespace. */
  public static DeleteDocumentsRequest all() {
    return builder().all().build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public Builder toBuilder() {
    return copy();
  }

  public List<String> ids() {
    return settings.ids;
  }

  public Optional<Filter> filter() {
    return Optional.ofNullable(settings.filter);
  }

  public boolean isAll() {
    return settings.all;
  }

  /** Returns the kind of the request. */
  @Override
  public String toString() {
    return "DeleteDocumentsRequest["
        + (settings.all
            ? "all"
            : settings.filter == null ? settings.ids.size() + " ids" : settings.filter)
        + "]";
  }

  /** Builds a {@link DeleteDocumentsRequest}, which has exactly one of ids, filter and all. */
  public static final class Builder extends Settings {
    private List<String> ids = List.of();
    private @Nullable Filter filter;
    private boolean all;

    private Builder() {}

    /** Sets the ids of the documents to delete, 1 to 1,000 of them. Default: none. */
    public Builder ids(String... ids) {
      return ids(Check.copy("ids", ids));
    }

    /** Sets the ids of the documents to delete, 1 to 1,000 of them. Default: none. */
    public Builder ids(Collection<String> ids) {
      this.ids = Check.ids(ids);
      return this;
    }

    /**
     * Sets the filter that the documents to delete match. Default: none.
     *
     * @param filter a filter without conditions on the words of a text, which the service accepts
     *     in searches and fetches only
     * @throws IllegalArgumentException if the filter has such a condition
     */
    public Builder filter(Filter filter) {
      this.filter = TextConditions.refuse("deleteDocuments", filter);
      return this;
    }

    /** Deletes every document of the namespace. Default: false. */
    public Builder all() {
      this.all = true;
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException unless exactly one of ids, filter and all is set
     */
    public DeleteDocumentsRequest build() {
      int choices = (ids.isEmpty() ? 0 : 1) + (filter == null ? 0 : 1) + (all ? 1 : 0);
      if (choices != 1) {
        throw new IllegalArgumentException(
            "deleteDocuments has " + choices + " of ids, filter and all, expected exactly one");
      }
      return new DeleteDocumentsRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(ids, filter, all);
    }
  }
}
