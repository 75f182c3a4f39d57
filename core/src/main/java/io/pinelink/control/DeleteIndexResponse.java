package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/** The response to a request to delete an index. Deletion is asynchronous. */
public record DeleteIndexResponse(ResponseInfo info) implements Response {}
