package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which restore jobs to list, a page at a time.
 *
 * <p>Immutable and thread-safe. Source: listRestoreJobs, API version 2026-04.
 */
public final class ListRestoreJobsRequest {
  private static final ListRestoreJobsRequest ALL = builder().build();

  private final @Nullable Integer limit;
  private final @Nullable String paginationToken;

  private ListRestoreJobsRequest(Builder builder) {

    this.limit = builder.limit;
    this.paginationToken = builder.paginationToken;
  }

  /** Every one of the project, in pages of the service's default size, 10. */
  public static ListRestoreJobsRequest all() {
    return ALL;
  }

  /** Begins a request. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many restore jobs a page has at most; empty for the service's default. */
  public OptionalInt limit() {
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /** Where the page begins; empty for the first. */
  public Optional<String> paginationToken() {
    return Optional.ofNullable(paginationToken);
  }

  /** A builder with all of this in it. */
  public Builder toBuilder() {
    Builder builder = new Builder();

    builder.limit = limit;
    builder.paginationToken = paginationToken;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListRestoreJobsRequest that
        && Objects.equals(that.limit, limit)
        && Objects.equals(that.paginationToken, paginationToken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(limit, paginationToken);
  }

  @Override
  public String toString() {
    return "ListRestoreJobsRequest[limit " + limit + "]";
  }

  /** Builds a {@link ListRestoreJobsRequest}. */
  public static final class Builder {

    private @Nullable Integer limit;
    private @Nullable String paginationToken;

    private Builder() {}

    /** How many restore jobs a page has at most, 1 to 100. Default: the service's, 10. */
    public Builder limit(int limit) {
      this.limit = Check.range("limit", limit, 1, 100);
      return this;
    }

    /** The token of {@link Page#nextToken()}. Default: the first page. */
    public Builder paginationToken(String token) {
      this.paginationToken = Check.notBlank("paginationToken", token);
      return this;
    }

    /** The request. */
    public ListRestoreJobsRequest build() {
      return new ListRestoreJobsRequest(this);
    }
  }
}
