package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of conversion jobs.
 *
 * @param items the conversion jobs, newest first
 * @param nextToken the token of the next page; empty on the last one
 */
public record ListConversionJobsResponse(
    List<ConversionJobDescription> items, Optional<String> nextToken, ResponseInfo info)
    implements Response, Page<ConversionJobDescription> {
  /** Copies the jobs; an empty token means the last page. */
  public ListConversionJobsResponse {
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
