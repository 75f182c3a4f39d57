package io.pinelink.server.internal.http;

import java.util.Set;
import java.util.function.Supplier;

/** A handler that finds the operations of calls and answers them. */
public interface RequestHandler {
  /**
   * {@linkplain ServerCall#setOperation Sets} the operation of a call, if the call has one, and
   * returns what executes the call with all checks that precede it.
   */
  Supplier<ServerResponse> match(ServerCall call);

  /** Returns all names of operations that calls can have, except the empty name. */
  Set<String> operations();
}
