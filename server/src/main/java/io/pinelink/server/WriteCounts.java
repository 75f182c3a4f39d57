package io.pinelink.server;

/**
 * The counts of a namespace in a server that {@linkplain EmbeddedPineconeBuilder#countingOnly()
 * only counts}.
 *
 * @param upserted the number of written vectors, counting each write; never less than {@code
 *     distinct}
 * @param distinct the number of ids; two ids count as one if their 64-bit hashes are equal, with a
 *     chance of 1 in 370,000 among ten million ids
 * @param checksum the sum of the {@link VectorChecksum} of the last vector written with each id; it
 *     may overflow. It does not depend on the order of writes to different ids or on repeated
 *     writes of the same vector.
 */
public record WriteCounts(long upserted, long distinct, long checksum) {}
