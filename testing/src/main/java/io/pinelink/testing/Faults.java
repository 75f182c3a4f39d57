package io.pinelink.testing;

import io.pinelink.spi.Operation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The script of an {@link EmbeddedPinecone}'s failures: which of the next calls meet which {@link
 * Fault}.
 *
 * <p>Faults are used up in the order in which they were added: a call takes the first one that is
 * for its operation or for any. All listeners and protocols draw from the same script. Thread-safe.
 */
public final class Faults {
  private static final String ANY = "";

  private final Set<String> operations;
  private final List<Scripted> script = new ArrayList<>();

  Faults(Set<String> operations) {
    this.operations = new TreeSet<>(operations);
  }

  /**
   * A fault that waits for its call.
   *
   * @param operation the operation's name, empty for any call
   */
  public record Scripted(String operation, Fault fault) {}

  /**
   * The next calls of an operation meet these faults, one each.
   *
   * @throws IllegalArgumentException if the server does not know the operation
   */
  public void next(Operation<?, ?> operation, Fault... faults) {
    next(operation.name(), faults);
  }

  /**
   * The next calls of an operation meet these faults, one each.
   *
   * @param operation a name such as {@code upsert} or {@code createIndex}: that of one of {@link
   *     io.pinelink.spi.Operations#all()}
   * @throws IllegalArgumentException if the server does not know the operation
   */
  public void next(String operation, Fault... faults) {
    if (!operations.contains(operation)) {
      throw new IllegalArgumentException(
          "operation is unknown: " + operation + "; known are " + operations);
    }
    add(operation, List.of(faults));
  }

  /**
   * The next calls meet these faults, one each, whatever they are for.
   *
   * @see #next(String, Fault...)
   */
  public void nextOfAny(Fault... faults) {
    add(ANY, List.of(faults));
  }

  /** What has not struck yet, in order. */
  public synchronized List<Scripted> pending() {
    return List.copyOf(script);
  }

  /** Forgets what has not struck yet. */
  public synchronized void clear() {
    script.clear();
  }

  private synchronized void add(String operation, List<Fault> faults) {
    faults.forEach(fault -> script.add(new Scripted(operation, fault)));
  }

  /** The fault that a call of the operation meets, if any; it is used up. */
  synchronized Optional<Fault> take(String operation) {
    for (Iterator<Scripted> all = script.iterator(); all.hasNext(); ) {
      Scripted scripted = all.next();
      if (scripted.operation().equals(ANY) || scripted.operation().equals(operation)) {
        all.remove();
        return Optional.of(scripted.fault());
      }
    }
    return Optional.empty();
  }
}
