package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of restore jobs.
 *
 * @param items the restore jobs, in the service's order
 * @param nextToken the token of the next page; empty on the last one
 */
public record ListRestoreJobsResponse(
    List<RestoreJobDescription> items, Optional<String> nextToken, ResponseInfo info)
    implements Response, Page<RestoreJobDescription> {
  /** Copies the restore jobs; an empty token means the last page. */
  public ListRestoreJobsResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
