package io.pinelink.server.internal.http;

import java.util.Set;

/** A handler that finds the operations of requests and answers them. */
public interface RequestHandler {
  /** Finds the operation of a call; does not execute the call. */
  ResolvedCall resolve(ServerRequest call);

  /** Returns all names of operations that a resolved call can have, except the empty name. */
  Set<String> operations();
}
