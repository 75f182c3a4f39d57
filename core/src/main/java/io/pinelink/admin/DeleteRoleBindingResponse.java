package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/** The response to a request to delete a role binding. The role is revoked immediately. */
public record DeleteRoleBindingResponse(ResponseInfo info) implements Response {}
