package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TextConditions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to delete vectors or documents from a namespace by id, by filter, or all of them.
 * Unknown ids are not an error; for vectors, a namespace that does not exist is.
 *
 * <p>Immutable and thread-safe. Source: deleteVectors, API version 2026-04, and deleteDocuments,
 * API version 2026-07.
 */
public final class DeleteRequest extends Built<DeleteRequest.Builder> {

  private DeleteRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request to delete what has these ids, 1 to 1,000 of them. */
  public static DeleteRequest byIds(String... ids) {
    return builder().ids(ids).build();
  }

  /** Returns a request to delete what has these ids, 1 to 1,000 of them. */
  public static DeleteRequest byIds(Collection<String> ids) {
    return builder().ids(ids).build();
  }

  /**
   * Returns a request to delete what matches the filter.
   *
   * @throws NullPointerException if the filter is null; {@link #all()} deletes everything
   */
  public static DeleteRequest matching(Filter filter) {
    return builder().filter(filter).build();
  }

  /** Returns a request to delete everything in the namespace. */
  public static DeleteRequest all() {
    return builder().all().build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
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
    return "DeleteRequest["
        + (settings.all
            ? "all"
            : settings.filter == null ? settings.ids.size() + " ids" : settings.filter)
        + "]";
  }

  /** Builds a {@link DeleteRequest}, which has exactly one of ids, filter and all. */
  public static final class Builder extends Settings {
    private List<String> ids = List.of();
    private @Nullable Filter filter;
    private boolean all;

    private Builder() {}

    /** Sets the ids to delete, 1 to 1,000 of them. Default: none. */
    public Builder ids(String... ids) {
      return ids(Check.copy("ids", ids));
    }

    /** Sets the ids to delete, 1 to 1,000 of them. Default: none. */
    public Builder ids(Collection<String> ids) {
      this.ids = Check.ids(ids);
      return this;
    }

    /**
     * Sets the filter that the vectors or documents to delete match. Default: none.
     *
     * @throws IllegalArgumentException if it has a condition on the words of a text, which the
     *     service accepts in searches and fetches only
     */
    public Builder filter(Filter filter) {
      TextConditions.refuse("delete", Objects.requireNonNull(filter, "filter is null").asMap());
      this.filter = filter;
      return this;
    }

    /** Deletes everything in the namespace. Default: false. */
    public Builder all() {
      this.all = true;
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException unless exactly one of ids, filter and all is set
     */
    public DeleteRequest build() {
      int choices = (ids.isEmpty() ? 0 : 1) + (filter == null ? 0 : 1) + (all ? 1 : 0);
      if (choices != 1) {
        throw new IllegalArgumentException(
            "delete has " + choices + " of ids, filter and all, expected exactly one");
      }
      return new DeleteRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(ids, filter, all);
    }
  }
}
