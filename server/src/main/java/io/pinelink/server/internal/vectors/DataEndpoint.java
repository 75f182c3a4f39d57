package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.RpcException;

/**
 * An operation of an index's host over REST, which refuses with an {@link RpcException}. Refusals
 * of parsers and models become refusals of the data plane.
 */
@FunctionalInterface
public interface DataEndpoint {
  ServerResponse answer(IndexResource index, ServerCall call);
}
