package io.pinelink.contract.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of calls by outcome.
 *
 * <p>Thread-safe.
 */
final class OutcomeCounts {
  private static final int MAX_DETAILS = 20;

  private int answers;
  private final Map<String, Integer> failures = new TreeMap<>();
  private int wrong;
  private final List<String> details = new ArrayList<>();

  synchronized void add(Outcome outcome, String call) {
    switch (outcome.result()) {
      case ANSWERED -> answers++;
      case FAILED -> failures.merge(outcome.detail(), 1, Integer::sum);
      case WRONG -> {
        wrong++;
        note(call + ": " + outcome.detail());
      }
    }
  }

  /** Records a call that ran to its deadline although the server was not silent. */
  synchronized void stalled(String call) {
    failures.merge("stalled", 1, Integer::sum);
    note(call + " ran to its deadline");
  }

  private void note(String detail) {
    if (details.size() < MAX_DETAILS) {
      details.add(detail);
    }
  }

  synchronized int wrong() {
    return wrong;
  }

  synchronized int stalled() {
    return failures.getOrDefault("stalled", 0);
  }

  /** Returns the first wrong responses and stalled calls. */
  synchronized List<String> details() {
    return List.copyOf(details);
  }

  @Override
  public synchronized String toString() {
    return "answers=" + answers + " failures=" + failures + " wrong=" + wrong;
  }
}
