package io.pinelink.control;

import io.pinelink.internal.validation.PageParameters;
import io.pinelink.model.Page;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of conversion jobs.
 *
 * <p>Immutable and thread-safe. Source: list conversion jobs, API version 2026-07, as documented in
 * October 2026.
 */
public final class ListConversionJobsRequest {
  private static final ListConversionJobsRequest ALL = builder().build();

  private final PageParameters page;

  private ListConversionJobsRequest(Builder builder) {
    this.page = builder.page;
  }

  /** Returns a request for all jobs of the project, in pages of the service's default size. */
  public static ListConversionJobsRequest all() {
    return ALL;
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the maximum number of conversion jobs in a page; empty for the service's default. */
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
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListConversionJobsRequest that && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return page.hashCode();
  }

  @Override
  public String toString() {
    return "ListConversionJobsRequest[" + page + "]";
  }

  /** Builds a {@link ListConversionJobsRequest}. */
  public static final class Builder {
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /** Sets the maximum number of conversion jobs in a page, 1 to 100. Default: the service's. */
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
    public ListConversionJobsRequest build() {
      return new ListConversionJobsRequest(this);
    }
  }
}
