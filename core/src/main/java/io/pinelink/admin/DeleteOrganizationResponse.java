package io.pinelink.admin;

import io.pinelink.model.ResponseInfo;

/** The organization is deleted. */
public record DeleteOrganizationResponse(ResponseInfo info) {}
