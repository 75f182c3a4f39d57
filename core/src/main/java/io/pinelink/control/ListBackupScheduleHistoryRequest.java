package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.PaginatedRequest;
import java.util.List;

/**
 * A request for one page of the history of a backup schedule.
 *
 * <p>Immutable and thread-safe. Source: listBackupScheduleHistory, API version 2026-07.
 */
public final class ListBackupScheduleHistoryRequest
    extends PaginatedRequest<
        ListBackupScheduleHistoryRequest, ListBackupScheduleHistoryRequest.Builder> {

  private ListBackupScheduleHistoryRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for the first page, in the service's default size, 100. */
  public static ListBackupScheduleHistoryRequest ofSchedule(String scheduleId) {
    return builder(scheduleId).build();
  }

  /** Creates a request builder for the history of the schedule with this id. */
  public static Builder builder(String scheduleId) {
    return new Builder(scheduleId);
  }

  public String scheduleId() {
    return settings.scheduleId;
  }

  @Override
  public String toString() {
    return "ListBackupScheduleHistoryRequest[" + settings.scheduleId + ", " + limitText() + "]";
  }

  /** Builds a {@link ListBackupScheduleHistoryRequest}. */
  public static final class Builder
      extends PaginatedRequest.Builder<ListBackupScheduleHistoryRequest, Builder> {
    private final String scheduleId;

    private Builder(String scheduleId) {
      super(100);
      this.scheduleId = Check.notBlank("scheduleId", scheduleId);
    }

    /** Builds the request. */
    @Override
    public ListBackupScheduleHistoryRequest build() {
      return new ListBackupScheduleHistoryRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return List.of(scheduleId);
    }
  }
}
