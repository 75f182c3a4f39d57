package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkChange;

/** Converts the values of records to changes of one kind of index. */
@FunctionalInterface
interface ValueConverter {
  /**
   * Returns the change that writes a value.
   *
   * @param value a struct or map
   * @throws org.apache.kafka.connect.errors.DataException if the value does not have the configured
   *     fields
   * @throws IllegalArgumentException if it violates a rule of the service
   */
  BulkChange change(String id, Object value);
}
