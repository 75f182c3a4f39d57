package io.pinelink.model;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The response to an update.
 *
 * @param matchedRecords the number of vectors that matched the filter, which may be more than the
 *     100,000 that one call changes; empty for an update by id, for which the service does not
 *     report whether the id existed
 */
public record UpdateResponse(OptionalInt matchedRecords, ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public UpdateResponse {
    Objects.requireNonNull(matchedRecords, "matchedRecords");
    Objects.requireNonNull(info, "info");
  }
}
