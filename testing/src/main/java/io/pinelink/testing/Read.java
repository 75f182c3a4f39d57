package io.pinelink.testing;

/**
 * What a read saw.
 *
 * @param lsn sequence number of the last write that the read could see
 */
record Read<T>(T value, long lsn) {}
