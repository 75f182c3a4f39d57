package io.pinelink.admin;

import io.pinelink.model.ResponseInfo;

/** The service began to delete the project. */
public record DeleteProjectResponse(ResponseInfo info) {}
