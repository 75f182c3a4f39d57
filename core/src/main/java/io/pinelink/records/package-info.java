/**
 * Records: texts with fields, which an index with integrated embedding turns into vectors itself.
 * Start at {@link io.pinelink.records.TextRecord} and {@link
 * io.pinelink.records.SearchRecordsRequest}. Everything here is immutable and thread-safe; builders
 * are not thread-safe.
 */
@NullMarked
package io.pinelink.records;

import org.jspecify.annotations.NullMarked;
