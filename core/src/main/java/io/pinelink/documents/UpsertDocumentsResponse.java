package io.pinelink.documents;

import io.pinelink.model.Response;

/**
 * The response to an upsert. The service has accepted the documents, which become readable shortly
 * after.
 */
public sealed interface UpsertDocumentsResponse extends Response
    permits DocumentBridge.UpsertDocumentsResult {
  /** Returns the number of documents that were accepted. */
  long upsertedCount();
}
