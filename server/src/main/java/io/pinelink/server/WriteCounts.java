package io.pinelink.server;

/**
 * What a server that {@linkplain EmbeddedPineconeBuilder#countingOnly() only counts} knows of a
 * namespace.
 *
 * @param upserted how many vectors were written, each time that they were; never less than {@code
 *     distinct}
 * @param distinct how many ids there are; two are one if 64 bits of hash are the same, of which the
 *     chance among ten million ids is 1 to 370,000
 * @param checksum the sum of the {@link VectorChecksum} of the last vector written with each id,
 *     which no order and no second write of the same changes; it may overflow
 */
public record WriteCounts(long upserted, long distinct, long checksum) {}
