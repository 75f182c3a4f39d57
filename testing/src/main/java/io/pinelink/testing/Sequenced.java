package io.pinelink.testing;

/**
 * What a read saw or a write did.
 *
 * @param lsn for a read the sequence number of the last write that it could see, for a write its
 *     own
 */
record Sequenced<T>(T value, long lsn) {}
