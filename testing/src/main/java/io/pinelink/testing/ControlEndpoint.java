package io.pinelink.testing;

import io.pinelink.server.internal.wire.ControlException;
import java.util.List;

/** One operation of {@code api.pinecone.io}; it refuses with a {@link ControlException}. */
@FunctionalInterface
interface ControlEndpoint {
  /**
   * Answers a call.
   *
   * @param variables what stands in the path's variable segments, decoded
   */
  Answer answer(HttpCall call, List<String> variables);
}
