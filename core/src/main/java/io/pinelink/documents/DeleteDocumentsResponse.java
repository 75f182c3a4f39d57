package io.pinelink.documents;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The response to a delete.
 *
 * @param matchedRecords the number of documents that matched the filter when the service accepted
 *     the delete; empty for a delete by id or of all documents, and if the service did not report
 *     it
 */
public record DeleteDocumentsResponse(OptionalLong matchedRecords, ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public DeleteDocumentsResponse {
    Objects.requireNonNull(matchedRecords, "matchedRecords");
    Objects.requireNonNull(info, "info");
  }
}
