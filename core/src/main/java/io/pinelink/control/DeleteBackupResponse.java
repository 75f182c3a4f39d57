package io.pinelink.control;

import io.pinelink.model.ResponseInfo;

/** The service began to delete the backup; it is gone a while later. */
public record DeleteBackupResponse(ResponseInfo info) {}
