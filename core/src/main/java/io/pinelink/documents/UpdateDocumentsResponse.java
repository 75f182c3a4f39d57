package io.pinelink.documents;

import io.pinelink.model.Response;
import java.util.OptionalLong;

/** The response to an update. */
public sealed interface UpdateDocumentsResponse extends Response
    permits io.pinelink.internal.response.DocumentResponses.UpdateDocumentsResult {
  /**
   * Returns the number of documents that matched the filter when the service accepted the update;
   * empty for updates of single documents, and if the service did not report it.
   */
  OptionalLong matchedRecords();
}
