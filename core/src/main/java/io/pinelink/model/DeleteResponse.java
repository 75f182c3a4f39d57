package io.pinelink.model;

/** The service took the delete; it does not say how many vectors went. */
public record DeleteResponse(ResponseInfo info) {}
