package io.pinelink.control;

import io.pinelink.model.Response;

/**
 * The response to a request to create an index from a backup. The restore continues asynchronously.
 */
public sealed interface CreateIndexFromBackupResponse extends Response
    permits io.pinelink.internal.response.ControlResponses.CreateIndexFromBackupResult {
  /** Returns the id of the restore job. */
  String restoreJobId();

  /** Returns the service's id of the new index. */
  String indexId();
}
