package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of the history of a backup schedule.
 *
 * @param items the backups of the schedule, including the next planned one, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 */
public record ListBackupScheduleHistoryResponse(
    List<BackupDescription> items, Optional<String> nextToken, ResponseInfo info)
    implements Response, Page<BackupDescription> {
  /** Copies the backups; an empty token means the last page. */
  public ListBackupScheduleHistoryResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
