/**
 * Records: texts with fields, which an index with integrated embedding converts to vectors. Start
 * at {@link io.pinelink.records.TextRecord} and {@link io.pinelink.records.SearchRecordsRequest}.
 * All types here are immutable and thread-safe; builders are not thread-safe.
 */
@NullMarked
package io.pinelink.records;

import org.jspecify.annotations.NullMarked;
