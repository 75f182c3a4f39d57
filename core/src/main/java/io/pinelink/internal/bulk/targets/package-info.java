/**
 * The targets of bulk operations: upserts, updates, deletes and fetches. Start at {@link
 * io.pinelink.internal.bulk.targets.BulkOperations}.
 */
@NullMarked
package io.pinelink.internal.bulk.targets;

import org.jspecify.annotations.NullMarked;
