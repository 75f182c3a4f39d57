package io.pinelink.model;

/**
 * What an upsert did.
 *
 * @param upsertedCount how many vectors were written, new and replaced alike
 */
public record UpsertResponse(long upsertedCount, ResponseInfo info) {}
