package io.pinelink.server.internal.http;

import io.pinelink.server.internal.wire.ControlException;
import java.util.List;

/** An operation of {@code api.pinecone.io}, which refuses with a {@link ControlException}. */
@FunctionalInterface
public interface ControlEndpoint {
  /**
   * Answers a call.
   *
   * @param variables the values of the path's variable segments, decoded
   */
  ServerResponse answer(ServerRequest call, List<String> variables);
}
