package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.PageParameters;
import io.pinelink.model.Page;
import io.pinelink.model.PaginatedRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of backups.
 *
 * <p>Immutable and thread-safe. Source: listProjectBackups and listIndexBackups, API version
 * 2026-07. The default size of a page was 10 in versions before that.
 */
public final class ListBackupsRequest implements PaginatedRequest<ListBackupsRequest> {
  private static final ListBackupsRequest ALL = builder().build();

  private final @Nullable String index;
  private final boolean includeDeleted;
  private final PageParameters page;

  private ListBackupsRequest(Builder builder) {
    this.index = builder.index;
    this.includeDeleted = builder.includeDeleted;
    this.page = builder.page;
  }

  /** Returns a request for all backups of the project, in pages of the default size, 100. */
  public static ListBackupsRequest all() {
    return ALL;
  }

  /** Returns a request for the backups of one index, in pages of the default size, 100. */
  public static ListBackupsRequest ofIndex(String name) {
    return builder().index(name).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the index whose backups are listed; empty for all backups of the project. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /**
   * Returns whether the backups of all indexes are listed that ever had the name, including deleted
   * ones.
   */
  public boolean includeDeleted() {
    return includeDeleted;
  }

  /** Returns the maximum number of backups in a page; empty for the service's default. */
  @Override
  public OptionalInt limit() {
    return page.limit();
  }

  /** Returns the token of the page; empty for the first page. */
  @Override
  public Optional<String> paginationToken() {
    return page.token();
  }

  @Override
  public ListBackupsRequest withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.index = index;
    builder.includeDeleted = includeDeleted;
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListBackupsRequest that
        && Objects.equals(that.index, index)
        && that.includeDeleted == includeDeleted
        && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, includeDeleted, page);
  }

  @Override
  public String toString() {
    return "ListBackupsRequest[index "
        + index
        + (includeDeleted ? " and deleted ones, " : ", ")
        + page
        + "]";
  }

  /** Builds a {@link ListBackupsRequest}. */
  public static final class Builder {
    private @Nullable String index;
    private boolean includeDeleted;
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /** Sets the index whose backups are listed. Default: all backups of the project. */
    public Builder index(String name) {
      this.index = Check.resourceName("index", name);
      return this;
    }

    /**
     * Lists the backups of all indexes that ever had the name: short for {@code
     * includeDeleted(true)}.
     */
    public Builder includeDeleted() {
      return includeDeleted(true);
    }

    /**
     * Sets whether the backups of all indexes are listed that ever had the name, including deleted
     * ones. Otherwise, an index of this name must exist. Default: false.
     */
    public Builder includeDeleted(boolean includeDeleted) {
      this.includeDeleted = includeDeleted;
      return this;
    }

    /** Sets the maximum number of backups in a page, 1 to 100. Default: the service's, 100. */
    public Builder limit(int limit) {
      page = page.withLimit(limit, 100);
      return this;
    }

    /** Sets the token of the page, from {@link Page#nextToken()}. Default: the first page. */
    public Builder paginationToken(String token) {
      page = page.withToken(token);
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if deleted indexes are to be included without an index name
     */
    public ListBackupsRequest build() {
      if (includeDeleted && index == null) {
        throw new IllegalArgumentException(
            "includeDeleted is true without an index, expected the name of an index: the backups of"
                + " the project always include deleted indexes");
      }
      return new ListBackupsRequest(this);
    }
  }
}
