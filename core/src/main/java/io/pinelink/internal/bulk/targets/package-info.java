/** What bulk operations send: upserts, updates, deletes and fetches. Start at {@code Bulk}. */
@NullMarked
package io.pinelink.internal.bulk.targets;

import org.jspecify.annotations.NullMarked;
