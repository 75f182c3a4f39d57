package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/** The response to a request to delete a collection. Deletion is asynchronous. */
public record DeleteCollectionResponse(ResponseInfo info) implements Response {}
