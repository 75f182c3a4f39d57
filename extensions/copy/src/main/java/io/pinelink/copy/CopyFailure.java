package io.pinelink.copy;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;

/** An item of the source whose copy was not confirmed. Immutable. */
public final class CopyFailure {
  private final String id;
  private final Outcome outcome;
  private final Throwable reason;

  CopyFailure(String id, Outcome outcome, Throwable reason) {
    this.id = id;
    this.outcome = outcome;
    this.reason = reason;
  }

  CopyFailure(BulkFailure failure) {
    this(failure.id(), failure.outcome(), failure.reason());
  }

  /** Returns the item's id. */
  public String id() {
    return id;
  }

  /** Returns the known state of the item: rejected if the target or the mapping refused it. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the cause. */
  public Throwable reason() {
    return reason;
  }

  /** Returns outcome, id and the message of the reason. */
  @Override
  public String toString() {
    return outcome + " '" + id + "': " + reason.getMessage();
  }
}
