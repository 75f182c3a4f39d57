package io.pinelink.server.internal.store;

/**
 * The result of a read or a write with its sequence number.
 *
 * @param lsn for a write, its own sequence number; for a read, the number of the last write that it
 *     could see
 */
public record Sequenced<T>(T value, long lsn) {}
