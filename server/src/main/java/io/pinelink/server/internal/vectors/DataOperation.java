package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.StoredIndex;

/**
 * One operation of the {@link DataService}.
 *
 * @param <C> what it is asked
 * @param <T> what it returns
 */
@FunctionalInterface
interface DataOperation<C, T> {
  OperationResult<T> apply(StoredIndex index, C call);
}
