package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of backup schedules.
 *
 * @param items the backup schedules, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 */
public record ListBackupSchedulesResponse(
    List<BackupScheduleDescription> items, Optional<String> nextToken, ResponseInfo info)
    implements Response, Page<BackupScheduleDescription> {
  /** Copies the schedules; an empty token means the last page. */
  public ListBackupSchedulesResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
