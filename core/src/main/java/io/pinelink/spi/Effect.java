package io.pinelink.spi;

/** What an operation does to the state of the service, and so whether repeating it is safe. */
public enum Effect {
  /** Changes nothing. */
  READ_ONLY,
  /** Changes something; two executions leave the same state as one. */
  IDEMPOTENT,
  /** Changes something; a second execution fails or has an effect of its own. */
  NOT_IDEMPOTENT
}
