package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/** The response to a request to delete a project. Deletion is asynchronous. */
public record DeleteProjectResponse(ResponseInfo info) implements Response {}
