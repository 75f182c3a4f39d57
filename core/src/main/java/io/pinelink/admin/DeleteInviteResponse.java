package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/**
 * The response to a request to delete an invite. The invite and its role bindings are removed
 * immediately.
 */
public record DeleteInviteResponse(ResponseInfo info) implements Response {}
