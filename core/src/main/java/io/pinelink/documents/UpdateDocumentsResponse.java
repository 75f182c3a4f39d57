package io.pinelink.documents;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The response to an update.
 *
 * @param matchedRecords the number of documents that matched the filter when the service accepted
 *     the update; empty for updates of single documents, and if the service did not report it
 */
public record UpdateDocumentsResponse(OptionalLong matchedRecords, ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public UpdateDocumentsResponse {
    Objects.requireNonNull(matchedRecords, "matchedRecords");
    Objects.requireNonNull(info, "info");
  }
}
