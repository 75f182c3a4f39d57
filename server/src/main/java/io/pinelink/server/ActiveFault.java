package io.pinelink.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.faults.Draws;
import io.pinelink.server.internal.faults.FaultJson;
import io.pinelink.server.internal.faults.RuleSpec;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A fault that {@link Faults} has in effect: it counts the calls that it matched and struck, and
 * can be removed. Thread-safe.
 */
public final class ActiveFault {
  private final RuleSpec spec;
  private final long seed;
  private final Consumer<ActiveFault> remover;
  private long matches;
  private long strikes;

  /**
   * @param spec a rule with a name
   * @param remover removes this fault from the script
   */
  ActiveFault(RuleSpec spec, long seed, Consumer<ActiveFault> remover) {
    this.spec = spec;
    this.seed = seed;
    this.remover = remover;
  }

  /** Returns the name, which is unique among the faults in effect. */
  public String name() {
    return spec.name();
  }

  /** Returns the rule, with its name. */
  public FaultRule rule() {
    return new FaultRule(spec);
  }

  /**
   * Returns the number of calls, or TLS handshakes, that met the conditions so far, including those
   * that the fault spared because of {@link FaultRule.Builder#after after}, {@link
   * FaultRule.Builder#times times}, its {@linkplain FaultRule.Builder#toxicity probability}, or an
   * earlier fault that replaced the response.
   */
  public synchronized long matches() {
    return matches;
  }

  /** Returns the number of calls, or TLS handshakes, that the fault has struck so far. */
  public synchronized long strikes() {
    return strikes;
  }

  /**
   * Returns whether the fault has struck as many calls as its {@link FaultRule.Builder#times times}
   * allow.
   */
  public synchronized boolean isExhausted() {
    return strikes >= spec.times();
  }

  /** Removes the fault; calls that it has struck go on. A second call has no effect. */
  public void remove() {
    remover.accept(this);
  }

  RuleSpec spec() {
    return spec;
  }

  /**
   * Counts a match, and a strike unless the call is spared.
   *
   * @param possible whether no earlier fault excludes this one
   * @return the random numbers of the strike; empty if the call is spared
   */
  synchronized Optional<Draws> match(boolean possible) {
    matches++;
    Draws draws = new Draws(seed, spec.name(), matches);
    // Drawn for every match, so that the fate of one does not depend on the counts.
    boolean hit = draws.next() < spec.toxicity();
    if (!hit || !possible || matches <= spec.after() || strikes >= spec.times()) {
      return Optional.empty();
    }
    strikes++;
    return Optional.of(draws);
  }

  synchronized ObjectNode json() {
    return FaultJson.object(spec).put("matches", matches).put("strikes", strikes);
  }

  /** Returns the rule and the counts as a JSON object, on one line. */
  @Override
  public String toString() {
    return json().toString();
  }
}
