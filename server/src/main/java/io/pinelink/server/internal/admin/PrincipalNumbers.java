package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.wire.ControlException;
import java.util.Map;
import java.util.UUID;

/**
 * The numbers and ids of principals and role bindings. Numbers ascend in the order of creation. Not
 * thread-safe: the {@link PrincipalStore} locks.
 */
final class PrincipalNumbers {
  private long last;

  /** Returns a number that is higher than all earlier ones. */
  long next() {
    return ++last;
  }

  /** Notes a number that is in use. */
  void used(long number) {
    last = Math.max(last, number);
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /**
   * Returns the value with an id.
   *
   * @param kind the kind of the values, which the refusal of an unknown id names
   */
  static <T> T find(String kind, Map<String, T> values, String id) {
    T found = values.get(id);
    if (found == null) {
      throw ControlException.notFound(kind + " " + id + " not found.");
    }
    return found;
  }
}
