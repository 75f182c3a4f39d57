package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * The response to a request to create an index from a backup. The restore continues asynchronously.
 *
 * @param restoreJobId the id of the restore job
 * @param indexId the service's id of the new index
 */
public record CreateIndexFromBackupResponse(String restoreJobId, String indexId, ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public CreateIndexFromBackupResponse {
    Objects.requireNonNull(restoreJobId, "restoreJobId");
    Objects.requireNonNull(indexId, "indexId");
    Objects.requireNonNull(info, "info");
  }
}
