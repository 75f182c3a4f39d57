package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.RpcException;
import java.util.List;

/** An operation of an index's host over REST, which refuses with an {@link RpcException}. */
@FunctionalInterface
public interface DataEndpoint {
  /**
   * Answers a call.
   *
   * @param variables the values of the path's variable segments, decoded
   */
  ServerResponse answer(IndexResource index, ServerRequest call, List<String> variables);
}
