package io.pinelink.contract.hostile;

/** What the call that meets an attack may end with. */
enum ExpectedResult {
  /** The attack breaks no rule that makes an answer unusable: the call gets it. */
  ANSWER,
  /** There is no complete answer: the call fails. */
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
