package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.StoredIndex;

/**
 * A request to an index, decoded from either protocol. It is only checked as far as its types do;
 * an absent string is empty, and maps are JSON objects with numbers as Double.
 *
 * <p>One file has everything about an operation: how its requests are decoded, what it does, and
 * how its results are encoded.
 *
 * @param <B> the type of the body of the response: {@link DataResult.Body} for an operation of both
 *     protocols
 */
@FunctionalInterface
public interface DataRequest<B> {
  /** Checks and executes the request. */
  DataResult<B> answer(StoredIndex index);
}
