package io.pinelink.testing;

import io.pinelink.server.internal.store.StoredIndex;

/**
 * One operation of the {@link DataService}.
 *
 * @param <C> what it is asked
 * @param <T> what it returns
 */
@FunctionalInterface
interface DataOperation<C, T> {
  Reply<T> apply(StoredIndex index, C call);
}
