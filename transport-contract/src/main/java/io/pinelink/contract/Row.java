package io.pinelink.contract;

import io.pinelink.spi.Operation;

/**
 * One thing that a transport must do.
 *
 * @param what the row in words
 */
record Row(Operation<?, ?> operation, Property aspect, String what, Check check) {
  /** Shows it, by calls over the transport; throws where it does not hold. */
  @FunctionalInterface
  interface Check {
    void run(Calls calls) throws Exception;
  }

  @Override
  public String toString() {
    return operation + ", " + aspect + ": " + what;
  }
}
