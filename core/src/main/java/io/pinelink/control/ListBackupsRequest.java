package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.PageParameters;
import io.pinelink.model.Page;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of backups.
 *
 * <p>Immutable and thread-safe. Source: listProjectBackups and listIndexBackups, API version
 * 2026-04.
 */
public final class ListBackupsRequest {
  private static final ListBackupsRequest ALL = builder().build();

  private final @Nullable String index;
  private final PageParameters page;

  private ListBackupsRequest(Builder builder) {
    this.index = builder.index;
    this.page = builder.page;
  }

  /** Returns a request for all items of the project, in pages of the service's default size, 10. */
  public static ListBackupsRequest all() {
    return ALL;
  }

  /** Returns a request for the backups of one index, in pages of the service's default size, 10. */
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

  /** Returns the maximum number of backups in a page; empty for the service's default. */
  public OptionalInt limit() {
    return page.limit();
  }

  /** Returns the token of the page; empty for the first page. */
  public Optional<String> paginationToken() {
    return page.token();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.index = index;
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListBackupsRequest that
        && Objects.equals(that.index, index)
        && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, page);
  }

  @Override
  public String toString() {
    return "ListBackupsRequest[index " + index + ", " + page + "]";
  }

  /** Builds a {@link ListBackupsRequest}. */
  public static final class Builder {
    private @Nullable String index;
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /** Sets the index whose backups are listed. Default: all backups of the project. */
    public Builder index(String name) {
      this.index = Check.resourceName("index", name);
      return this;
    }

    /** Sets the maximum number of backups in a page, 1 to 100. Default: the service's, 10. */
    public Builder limit(int limit) {
      page = page.withLimit(limit, 100);
      return this;
    }

    /** Sets the token of the page, from {@link Page#nextToken()}. Default: the first page. */
    public Builder paginationToken(String token) {
      page = page.withToken(token);
      return this;
    }

    /** Builds the request. */
    public ListBackupsRequest build() {
      return new ListBackupsRequest(this);
    }
  }
}
