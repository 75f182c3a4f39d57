package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to delete vectors from a namespace by id, by filter, or all of them. Unknown ids are
 * not an error; a namespace that does not exist is.
 *
 * <p>Immutable and thread-safe. Source: deleteVectors, API version 2026-04.
 */
public final class DeleteRequest {
  private final List<String> ids;
  private final @Nullable Filter filter;

  /** Set by {@code all()} alone: a request without ids and filter does not mean all. */
  private final boolean all;

  private DeleteRequest(List<String> ids, @Nullable Filter filter, boolean all) {
    this.ids = ids;
    this.filter = filter;
    this.all = all;
  }

  /** Returns a request to delete the vectors with these ids, 1 to 1,000 of them. */
  public static DeleteRequest byIds(String... ids) {
    return byIds(Check.copy("ids", ids));
  }

  /** Returns a request to delete the vectors with these ids, 1 to 1,000 of them. */
  public static DeleteRequest byIds(Collection<String> ids) {
    return new DeleteRequest(Check.ids(ids), null, false);
  }

  /**
   * Returns a request to delete the vectors whose metadata matches the filter.
   *
   * @throws NullPointerException if the filter is null; {@link #all()} deletes every vector
   */
  public static DeleteRequest matching(Filter filter) {
    return new DeleteRequest(List.of(), Objects.requireNonNull(filter, "filter is null"), false);
  }

  /** Returns a request to delete every vector of the namespace. */
  public static DeleteRequest all() {
    return new DeleteRequest(List.of(), null, true);
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.ids = ids;
    builder.filter = filter;
    builder.all = all;
    return builder;
  }

  /** Returns the ids; empty unless the request is by id. */
  public List<String> ids() {
    return ids;
  }

  /** Returns the filter; empty unless the request is by filter. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** Returns whether every vector is deleted. */
  public boolean isAll() {
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeleteRequest that
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
    return "DeleteRequest[" + (all ? "all" : filter == null ? ids.size() + " ids" : filter) + "]";
  }

  /** Builds a {@link DeleteRequest}, which has exactly one of ids, filter and all. */
  public static final class Builder {
    private List<String> ids = List.of();
    private @Nullable Filter filter;
    private boolean all;

    private Builder() {}

    /** Sets the ids of the vectors to delete, 1 to 1,000 of them. Default: none. */
    public Builder ids(String... ids) {
      return ids(Check.copy("ids", ids));
    }

    /** Sets the ids of the vectors to delete, 1 to 1,000 of them. Default: none. */
    public Builder ids(Collection<String> ids) {
      this.ids = Check.ids(ids);
      return this;
    }

    /** Sets the filter that the vectors to delete match. Default: none. */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter is null");
      return this;
    }

    /** Deletes every vector of the namespace. Default: false. */
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
      return new DeleteRequest(ids, filter, all);
    }
  }
}
