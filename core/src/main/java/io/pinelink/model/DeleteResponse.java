package io.pinelink.model;

/** The response to a delete. It does not contain the number of deleted vectors. */
public sealed interface DeleteResponse extends Response
    permits io.pinelink.internal.response.VectorResponses.DeleteResult {}
