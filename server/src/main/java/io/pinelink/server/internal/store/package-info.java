/**
 * The vectors of an index in memory, and exact search over them.
 *
 * <p>Start at {@link io.pinelink.server.internal.store.StoredIndex}.
 */
@NullMarked
package io.pinelink.server.internal.store;

import org.jspecify.annotations.NullMarked;
