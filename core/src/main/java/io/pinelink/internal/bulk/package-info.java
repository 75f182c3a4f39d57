/**
 * The engine of bulk operations such as {@code Index.bulkUpsert}; internal. Start at {@link
 * io.pinelink.internal.bulk.Engine}; {@link io.pinelink.internal.bulk.AdaptiveLimit} limits the
 * calls in flight.
 */
@NullMarked
package io.pinelink.internal.bulk;

import org.jspecify.annotations.NullMarked;
