package io.pinelink.spi;

/**
 * The effect of an operation on the state of the service, which determines whether repeating it is
 * safe.
 */
public enum Effect {
  /** Changes nothing. */
  READ_ONLY,
  /** Changes something; two executions leave the same state as one. */
  IDEMPOTENT,
  /** Changes something; a second execution fails or has another effect. */
  NOT_IDEMPOTENT
}
