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
 * A request for one page of the history of a backup schedule.
 *
 * <p>Immutable and thread-safe. Source: listBackupScheduleHistory, API version 2026-07.
 */
public final class ListBackupScheduleHistoryRequest
    implements PaginatedRequest<ListBackupScheduleHistoryRequest> {
  private final String scheduleId;
  private final PageParameters page;

  private ListBackupScheduleHistoryRequest(Builder builder) {
    this.scheduleId = builder.scheduleId;
    this.page = builder.page;
  }

  /** Returns a request for the first page, in the service's default size, 100. */
  public static ListBackupScheduleHistoryRequest ofSchedule(String scheduleId) {
    return builder(scheduleId).build();
  }

  /** Creates a request builder for the history of the schedule with this id. */
  public static Builder builder(String scheduleId) {
    return new Builder(scheduleId);
  }

  /** Returns the id of the schedule. */
  public String scheduleId() {
    return scheduleId;
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
  public ListBackupScheduleHistoryRequest withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(scheduleId);
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListBackupScheduleHistoryRequest that
        && that.scheduleId.equals(scheduleId)
        && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheduleId, page);
  }

  @Override
  public String toString() {
    return "ListBackupScheduleHistoryRequest[" + scheduleId + ", " + page + "]";
  }

  /** Builds a {@link ListBackupScheduleHistoryRequest}. */
  public static final class Builder {
    private final String scheduleId;
    private PageParameters page = PageParameters.FIRST;

    private Builder(String scheduleId) {
      this.scheduleId = Check.notBlank("scheduleId", scheduleId);
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

    /** Builds the request. */
    public ListBackupScheduleHistoryRequest build() {
      return new ListBackupScheduleHistoryRequest(this);
    }
  }
}
