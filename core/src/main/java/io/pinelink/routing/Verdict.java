package io.pinelink.routing;

/**
 * The answer of the service to calls with the API key, from the best to the worst. A failed call
 * has a verdict too.
 */
public enum Verdict {
  /** Calls are answered. */
  ANSWERED,
  /** The service throttles calls at the moment (429), which retries cure. */
  RATE_LIMITED,
  /** A monthly quota of the plan is used up (429), so that the service refuses reads. */
  QUOTA_EXHAUSTED,
  /** The key does not permit the call, or invoices are unpaid (403 or 402). */
  FORBIDDEN,
  /** There is no index at this host (404). */
  INDEX_NOT_FOUND,
  /** The service refuses the calls for another reason (such as 400). */
  REFUSED,
  /**
   * The key is missing or wrong, the project is restricted to private endpoints, or the private
   * endpoint is not registered to the index's project (401).
   */
  UNAUTHENTICATED,
  /**
   * No call was answered by the service: there was no connection or no answer, something else
   * answered, such as a gateway with an HTML page, or a server failed (5xx).
   */
  UNREACHABLE;

  /** Returns whether calls work, now or after a retry. */
  public boolean dataCanFlow() {
    return this == ANSWERED || this == RATE_LIMITED;
  }

  /** Returns whether the service answered, so that nothing is wrong with the route. */
  public boolean provesRoute() {
    return this != UNAUTHENTICATED && this != UNREACHABLE;
  }
}
