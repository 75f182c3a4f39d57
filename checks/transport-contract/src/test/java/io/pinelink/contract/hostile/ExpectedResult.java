package io.pinelink.contract.hostile;

/** The allowed result of a call that is attacked. */
enum ExpectedResult {
  /** The attack does not make the response unusable: the call succeeds. */
  ANSWER,
  /** There is no complete response: the call fails. */
  FAILURE,
  /** Implementations may differ. */
  EITHER;

  boolean allows(Outcome outcome) {
    return switch (this) {
      case ANSWER -> outcome.isAnswered();
      case FAILURE -> outcome.isFailed();
      case EITHER -> outcome.isAnswered() || outcome.isFailed();
    };
  }
}
