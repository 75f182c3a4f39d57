package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.PaginatedRequest;
import java.util.List;

/**
 * A request for one page of the backup schedules of an index.
 *
 * <p>Immutable and thread-safe. Source: listBackupSchedules, API version 2026-07.
 */
public final class ListBackupSchedulesRequest
    extends PaginatedRequest<ListBackupSchedulesRequest, ListBackupSchedulesRequest.Builder> {

  private ListBackupSchedulesRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for the first page, in the service's default size, 100. */
  public static ListBackupSchedulesRequest ofIndex(String index) {
    return builder(index).build();
  }

  /** Creates a request builder for the schedules of the index with this name. */
  public static Builder builder(String index) {
    return new Builder(index);
  }

  public String index() {
    return settings.index;
  }

  @Override
  public String toString() {
    return "ListBackupSchedulesRequest[" + settings.index + ", " + limitText() + "]";
  }

  /** Builds a {@link ListBackupSchedulesRequest}. */
  public static final class Builder
      extends PaginatedRequest.Builder<ListBackupSchedulesRequest, Builder> {
    private final String index;

    private Builder(String index) {
      super(100);
      this.index = Check.resourceName("index", index);
    }

    /** Builds the request. */
    @Override
    public ListBackupSchedulesRequest build() {
      return new ListBackupSchedulesRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return List.of(index);
    }
  }
}
