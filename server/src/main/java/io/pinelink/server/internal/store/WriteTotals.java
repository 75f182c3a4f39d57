package io.pinelink.server.internal.store;

/**
 * The totals of the writes to a namespace whose vectors are not kept.
 *
 * @param upserted the number of written vectors, counting each write
 * @param distinct the number of ids
 * @param checksum the sum of the hashes of the last vector of each id
 */
public record WriteTotals(long upserted, long distinct, long checksum) {}
