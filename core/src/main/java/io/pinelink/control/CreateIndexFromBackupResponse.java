package io.pinelink.control;

import io.pinelink.model.ResponseInfo;

/**
 * The service began to make an index from a backup.
 *
 * @param restoreJobId the id of the job that makes it
 * @param indexId the service's own id of the new index
 */
public record CreateIndexFromBackupResponse(
    String restoreJobId, String indexId, ResponseInfo info) {}
