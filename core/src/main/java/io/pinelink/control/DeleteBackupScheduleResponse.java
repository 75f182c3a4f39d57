package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/** The response to a request to delete a backup schedule. */
public record DeleteBackupScheduleResponse(ResponseInfo info) implements Response {}
