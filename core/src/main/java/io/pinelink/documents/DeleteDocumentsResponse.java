package io.pinelink.documents;

import io.pinelink.model.Response;
import java.util.OptionalLong;

/** The response to a delete. */
public sealed interface DeleteDocumentsResponse extends Response
    permits io.pinelink.internal.response.DocumentResponses.DeleteDocumentsResult {
  /**
   * Returns the number of documents that matched the filter when the service accepted the delete;
   * empty for a delete by id or of all documents, and if the service did not report it.
   */
  OptionalLong matchedRecords();
}
