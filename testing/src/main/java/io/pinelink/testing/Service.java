package io.pinelink.testing;

import java.util.Set;

/** Something that answers calls and knows their operations by name. */
interface Service {
  /** The operation that the call is for, as the client names it; empty if it is none. */
  String operation(HttpCall call);

  /** All that {@link #operation} can return, but the empty name. */
  Set<String> operations();

  Answer answer(HttpCall call);
}
