package io.pinelink.server.internal.admin;

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
}
