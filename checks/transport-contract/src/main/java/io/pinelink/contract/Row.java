package io.pinelink.contract;

import io.pinelink.spi.Operation;

/**
 * A requirement on every transport.
 *
 * @param what the requirement in words
 */
record Row(Operation<?, ?> operation, Property property, String what, Check check) {
  /** A check that makes calls over the transport and throws if the requirement is not met. */
  @FunctionalInterface
  interface Check {
    void run(Calls calls) throws Exception;
  }

  @Override
  public String toString() {
    return operation + ", " + property + ": " + what;
  }
}
