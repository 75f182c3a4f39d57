package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.StoredIndex;

/**
 * A request to an index, decoded from either protocol. Only the types of its members have been
 * checked; an absent string is empty, and maps are JSON objects with numbers as Double.
 *
 * @param <B> the type of the body of the response: {@link DataResult.Body} for an operation of both
 *     protocols
 */
@FunctionalInterface
public interface DataRequest<B> {
  /** Checks and executes the request. */
  DataResult<B> answer(StoredIndex index);
}
