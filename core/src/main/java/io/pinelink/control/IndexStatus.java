package io.pinelink.control;

import java.util.Objects;
import java.util.Set;

/**
 * The status of an index.
 *
 * @param ready whether the index accepts data calls
 * @param state the service's name of the state, such as {@code Initializing} or {@code Ready}; open
 */
public record IndexStatus(boolean ready, String state) {
  private static final String TERMINATING = "Terminating";
  private static final Set<String> ENDED =
      Set.of("InitializationFailed", "Failed", TERMINATING, "Disabled");

  /** Checks that no part is null. */
  public IndexStatus {
    Objects.requireNonNull(state, "state");
  }

  /** Returns whether the index can no longer become ready by waiting. */
  public boolean isTerminal() {
    return ENDED.contains(state);
  }

  /** Returns whether the index is being deleted. */
  public boolean isTerminating() {
    return state.equals(TERMINATING);
  }
}
