package io.pinelink.admin;

import io.pinelink.model.ResponseInfo;

/** The API key is deleted: no call with it is let in any more. */
public record DeleteApiKeyResponse(ResponseInfo info) {}
