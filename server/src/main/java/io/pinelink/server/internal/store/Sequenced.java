package io.pinelink.server.internal.store;

/**
 * What a read saw or a write did.
 *
 * @param lsn for a read the sequence number of the last write that it could see, for a write its
 *     own
 */
public record Sequenced<T>(T value, long lsn) {}
