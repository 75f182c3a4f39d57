/**
 * Bulk operations: {@link io.pinelink.Index#bulkUpsert} reads a {@link io.pinelink.bulk.BulkSource}
 * of any length and writes it in batches, as fast as the service accepts them; {@link
 * io.pinelink.Index#bulkDelete}, {@link io.pinelink.Index#bulkFetch} and {@link
 * io.pinelink.Index#bulkUpdate} do the same for ids and updates. A {@link
 * io.pinelink.bulk.BulkWriter} writes a stream of changes in order. Start at {@link
 * io.pinelink.bulk.BulkOptions}.
 */
@NullMarked
package io.pinelink.bulk;

import org.jspecify.annotations.NullMarked;
