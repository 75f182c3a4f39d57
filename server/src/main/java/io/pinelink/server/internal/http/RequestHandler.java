package io.pinelink.server.internal.http;

import java.util.Set;

/** Something that answers calls and knows their operations by name. */
public interface RequestHandler {
  /** The operation that the call is for, as the client names it; empty if it is none. */
  String operation(ServerRequest call);

  /** All that {@link #operation} can return, but the empty name. */
  Set<String> operations();

  ServerResponse answer(ServerRequest call);
}
