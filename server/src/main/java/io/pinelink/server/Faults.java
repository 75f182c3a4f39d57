package io.pinelink.server;

import io.pinelink.error.ErrorCode;
import io.pinelink.spi.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * The script of an {@link EmbeddedPinecone}'s failures: which of the next calls meet which {@link
 * Fault}.
 *
 * <p>Faults are used up in the order in which they were added: a call takes the first one that is
 * for its operation or for any. All listeners and protocols draw from the same script. Thread-safe.
 */
public final class Faults {
  private static final String ANY = "";
  private static final Fault TOO_MANY =
      Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "too many requests, slow down");

  private final Set<String> operations;
  private final LongSupplier nanoTime;
  private final List<Scripted> script = new ArrayList<>();
  private final Map<String, RateLimit> limits = new HashMap<>();

  Faults(Set<String> operations, LongSupplier nanoTime) {
    this.operations = new TreeSet<>(operations);
    this.nanoTime = nanoTime;
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
    check(operation);
    add(operation, List.of(faults));
  }

  private void check(String operation) {
    if (!operations.contains(operation)) {
      throw new IllegalArgumentException(
          "operation is unknown: " + operation + "; known are " + operations);
    }
  }

  /**
   * The next calls meet these faults, one each, whatever they are for.
   *
   * @see #next(String, Fault...)
   */
  public void nextOfAny(Fault... faults) {
    add(ANY, List.of(faults));
  }

  /**
   * From now on takes so many calls of an operation a second, whatever their namespace, and refuses
   * the others with {@link ErrorCode#RESOURCE_EXHAUSTED}, without saying when to come back, as the
   * service does. What is not used is saved up for a second of the system's clock, whatever the
   * server's own is. Another limit replaces it, and {@link #clear} ends it.
   *
   * @param perSecond from 1 to 100,000
   * @return what counts them
   * @throws IllegalArgumentException if the server does not know the operation, or the number is
   *     out of range
   */
  public RateLimit limit(Operation<?, ?> operation, int perSecond) {
    check(operation.name());
    RateLimit limit = new RateLimit(perSecond, nanoTime);
    synchronized (this) {
      limits.put(operation.name(), limit);
    }
    return limit;
  }

  /** What has not struck yet, in order. */
  public synchronized List<Scripted> pending() {
    return List.copyOf(script);
  }

  /** Forgets what has not struck yet, and all limits. */
  public synchronized void clear() {
    script.clear();
    limits.clear();
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
    RateLimit limit = limits.get(operation);
    return limit == null || limit.take() ? Optional.empty() : Optional.of(TOO_MANY);
  }
}
