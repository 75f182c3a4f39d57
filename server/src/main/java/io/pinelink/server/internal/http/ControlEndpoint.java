package io.pinelink.server.internal.http;

import io.pinelink.server.internal.wire.ControlException;
import java.util.function.Function;

/**
 * An operation of {@code api.pinecone.io}, which refuses with a {@link ControlException}.
 *
 * @param <T> the type of the targets, which execute the operation
 */
@FunctionalInterface
public interface ControlEndpoint<T> {
  ServerResponse answer(T target, ServerCall call);

  /**
   * Returns the same operation for another type of targets.
   *
   * @param target returns the target of this operation that belongs to one of the other type
   */
  default <U> ControlEndpoint<U> on(Function<U, T> target) {
    return (other, call) -> answer(target.apply(other), call);
  }
}
