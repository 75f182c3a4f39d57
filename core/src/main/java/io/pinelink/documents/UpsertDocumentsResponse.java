package io.pinelink.documents;

import io.pinelink.model.Response;

/**
 * The response to an upsert. The service has accepted the documents, which become readable shortly
 * after.
 */
public sealed interface UpsertDocumentsResponse extends Response
    permits io.pinelink.internal.response.DocumentResponses.UpsertDocumentsResult {
  /**
   * Returns the number of documents that were accepted; 0 if the server does not report it. If it
   * is lower than the number of documents of the request, some were not accepted, and the upsert
   * should be repeated, as bulk operations do.
   */
  long upsertedCount();
}
