package io.pinelink.model;

/** The service took the update; it does not say whether the id was there. */
public record UpdateResponse(ResponseInfo info) {}
