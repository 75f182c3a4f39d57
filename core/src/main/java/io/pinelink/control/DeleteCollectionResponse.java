package io.pinelink.control;

import io.pinelink.model.ResponseInfo;

/** The service began to delete the collection; it is gone a while later. */
public record DeleteCollectionResponse(ResponseInfo info) {}
