package io.pinelink.server.internal.store;

/**
 * What was written to a namespace whose vectors are not kept.
 *
 * @param upserted how many vectors were written, each time that they were
 * @param distinct how many ids there are
 * @param checksum the sum of the hashes of the last vector of each id
 */
public record WriteTotals(long upserted, long distinct, long checksum) {}
