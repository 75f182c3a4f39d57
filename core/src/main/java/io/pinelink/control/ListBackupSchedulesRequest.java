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
 * A request for one page of the backup schedules of an index.
 *
 * <p>Immutable and thread-safe. Source: listBackupSchedules, API version 2026-07.
 */
public final class ListBackupSchedulesRequest
    implements PaginatedRequest<ListBackupSchedulesRequest> {
  private final String index;
  private final PageParameters page;

  private ListBackupSchedulesRequest(Builder builder) {
    this.index = builder.index;
    this.page = builder.page;
  }

  /** Returns a request for the first page, in the service's default size, 100. */
  public static ListBackupSchedulesRequest ofIndex(String index) {
    return builder(index).build();
  }

  /** Creates a request builder for the schedules of the index with this name. */
  public static Builder builder(String index) {
    return new Builder(index);
  }

  /** Returns the name of the index. */
  public String index() {
    return index;
  }

  /** Returns the maximum number of schedules in a page; empty for the service's default. */
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
  public ListBackupSchedulesRequest withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(index);
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListBackupSchedulesRequest that
        && that.index.equals(index)
        && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, page);
  }

  @Override
  public String toString() {
    return "ListBackupSchedulesRequest[" + index + ", " + page + "]";
  }

  /** Builds a {@link ListBackupSchedulesRequest}. */
  public static final class Builder {
    private final String index;
    private PageParameters page = PageParameters.FIRST;

    private Builder(String index) {
      this.index = Check.resourceName("index", index);
    }

    /** Sets the maximum number of schedules in a page, 1 to 100. Default: the service's, 100. */
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
    public ListBackupSchedulesRequest build() {
      return new ListBackupSchedulesRequest(this);
    }
  }
}
