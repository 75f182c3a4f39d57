package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.StoredIndex;

/**
 * An operation of the {@link DataService}.
 *
 * @param <C> the type of the request
 * @param <T> the type of the result
 */
@FunctionalInterface
interface DataOperation<C, T> {
  OperationResult<T> apply(StoredIndex index, C call);
}
