package io.pinelink.testing;

/**
 * What a write did.
 *
 * @param lsn its sequence number
 */
record Written<T>(T value, long lsn) {}
