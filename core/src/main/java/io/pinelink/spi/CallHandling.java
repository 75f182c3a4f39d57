package io.pinelink.spi;

import io.pinelink.telemetry.CallObserver;

/**
 * The handling of a call's attempts. Calls without an observer share two instances.
 *
 * @param once whether the call must not be retried if it fails
 * @param observer receives the attempts; layers that send attempts of their own report them
 */
public record CallHandling(boolean once, CallObserver observer) {
  private static final CallHandling ONCE = new CallHandling(true, CallObserver.none());
  private static final CallHandling REPEATABLE = new CallHandling(false, CallObserver.none());

  /** Returns the handling of a call without an observer. */
  public static CallHandling unobserved(boolean once) {
    return once ? ONCE : REPEATABLE;
  }
}
