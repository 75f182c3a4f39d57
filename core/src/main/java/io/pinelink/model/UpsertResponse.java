package io.pinelink.model;

/**
 * The response to an upsert.
 *
 * @param upsertedCount the number of vectors written, new and replaced alike
 */
public record UpsertResponse(long upsertedCount, ResponseInfo info) implements Response {}
