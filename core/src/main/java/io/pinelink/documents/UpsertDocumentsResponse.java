package io.pinelink.documents;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * The response to an upsert. The service has accepted the documents, which become readable shortly
 * after.
 *
 * @param upsertedCount the number of documents that were accepted
 */
public record UpsertDocumentsResponse(long upsertedCount, ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public UpsertDocumentsResponse {
    Objects.requireNonNull(info, "info");
  }
}
