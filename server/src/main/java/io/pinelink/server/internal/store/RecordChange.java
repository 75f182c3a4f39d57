package io.pinelink.server.internal.store;

import java.util.function.UnaryOperator;

/**
 * A change of one record.
 *
 * @param id the id of the record
 * @param change returns the record after the change, with the same id, and always the same for the
 *     same record; it may refuse a record
 */
public record RecordChange(String id, UnaryOperator<StoredVector> change) {}
