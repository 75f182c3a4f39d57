package io.pinelink.control;

import java.util.Set;

/**
 * How far an index is.
 *
 * @param ready whether it takes data calls
 * @param state the service's word for it, such as {@code Initializing} or {@code Ready}; open
 */
public record IndexStatus(boolean ready, String state) {
  private static final String TERMINATING = "Terminating";
  private static final Set<String> ENDED =
      Set.of("InitializationFailed", "Failed", TERMINATING, "Disabled");

  /** Whether it will not become ready by waiting. */
  public boolean isTerminal() {
    return ENDED.contains(state);
  }

  /** Returns whether the index is being deleted. */
  public boolean isTerminating() {
    return state.equals(TERMINATING);
  }
}
