/**
 * The vectors of an index in memory, and exact search over them.
 *
 * <p>Start at {@link io.pinelink.server.internal.store.StoredIndex}. Searches of many vectors are
 * in {@link io.pinelink.server.internal.store.PrunedSearch}: see docs/decisions/exact-search.md.
 */
@NullMarked
package io.pinelink.server.internal.store;

import org.jspecify.annotations.NullMarked;
