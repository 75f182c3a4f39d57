package io.pinelink.model;

/** The response to a delete. It does not contain the number of deleted vectors. */
public record DeleteResponse(ResponseInfo info) implements Response {}
