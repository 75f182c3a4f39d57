package io.pinelink.server.internal.http;

import java.util.Set;

/** A handler that answers requests and names their operations. */
public interface RequestHandler {
  /** Returns the client's name of the operation of a call; empty if it has no operation. */
  String operation(ServerRequest call);

  /** Returns all names that {@link #operation} can return, except the empty name. */
  Set<String> operations();

  ServerResponse answer(ServerRequest call);
}
