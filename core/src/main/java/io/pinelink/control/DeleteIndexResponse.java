package io.pinelink.control;

import io.pinelink.model.ResponseInfo;

/** The service began to delete the index; it is gone a while later. */
public record DeleteIndexResponse(ResponseInfo info) {}
