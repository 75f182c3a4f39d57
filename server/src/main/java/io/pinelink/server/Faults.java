package io.pinelink.server;

import io.pinelink.error.ErrorCode;
import io.pinelink.spi.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The script of the failures of an {@link EmbeddedPinecone}. It assigns a {@link Fault} to each of
 * the next calls.
 *
 * <p>Faults are consumed in the order in which they were added: a call takes the first fault for
 * its operation or for any operation. All listeners and protocols share the script. Thread-safe.
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
   * A fault that has not been assigned to a call yet.
   *
   * @param operation the operation's name, empty for any call
   */
  public record Scripted(String operation, Fault fault) {
    /** Checks that no part is null. */
    public Scripted {
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(fault, "fault");
    }
  }

  /**
   * Adds faults for the next calls of an operation, one fault per call.
   *
   * @throws IllegalArgumentException if the server does not know the operation
   */
  public void next(Operation<?, ?> operation, Fault... faults) {
    Objects.requireNonNull(operation, "operation");
    next(operation.name(), faults);
  }

  /**
   * Adds faults for the next calls of an operation, one fault per call.
   *
   * @param operation a name such as {@code upsert} or {@code createIndex}, from {@link
   *     io.pinelink.spi.Operations#all()}
   * @throws IllegalArgumentException if the server does not know the operation
   */
  public void next(String operation, Fault... faults) {
    check(operation);
    add(operation, faults);
  }

  private void check(String operation) {
    Objects.requireNonNull(operation, "operation");
    if (!operations.contains(operation)) {
      throw new IllegalArgumentException(
          "operation is unknown: " + operation + "; known are " + operations);
    }
  }

  /**
   * Adds faults for the next calls of any operation, one fault per call.
   *
   * @see #next(String, Fault...)
   */
  public void nextOfAny(Fault... faults) {
    add(ANY, faults);
  }

  /**
   * Limits the calls of an operation per second, across all namespaces. Calls over the limit are
   * refused with {@link ErrorCode#RESOURCE_EXHAUSTED} without a retry delay, as the service does.
   * Unused calls accumulate for up to one second, which passes as the {@link ServerClock} does: not
   * while it is stopped, and at once when it is advanced. A later limit for the operation replaces
   * this one, and {@link #clear} removes it.
   *
   * @param perSecond from 1 to 100,000
   * @return the limit, which counts the calls
   * @throws IllegalArgumentException if the server does not know the operation, or the number is
   *     out of range
   */
  public RateLimit limit(Operation<?, ?> operation, int perSecond) {
    Objects.requireNonNull(operation, "operation");
    check(operation.name());
    RateLimit limit = new RateLimit(perSecond, nanoTime);
    synchronized (this) {
      limits.put(operation.name(), limit);
    }
    return limit;
  }

  /**
   * Replaces all limits, so that other operations have none.
   *
   * @param perSecond the numbers of calls, from 1 to 100,000, by operation
   * @throws IllegalArgumentException if the server does not know an operation, or a number is out
   *     of range; the limits then stay as they were
   * @see #limit
   */
  public void limitOnly(Map<String, Integer> perSecond) {
    Map<String, RateLimit> made = new HashMap<>();
    Map.copyOf(Objects.requireNonNull(perSecond, "perSecond"))
        .forEach(
            (operation, number) -> {
              check(operation);
              made.put(operation, new RateLimit(number, nanoTime));
            });
    synchronized (this) {
      limits.clear();
      limits.putAll(made);
    }
  }

  /** Returns the limits by operation, in the order of the names. */
  public synchronized Map<String, RateLimit> limits() {
    return Collections.unmodifiableMap(new TreeMap<>(limits));
  }

  /** Returns the names of the operations that the server knows, in order. */
  public Set<String> operations() {
    return Collections.unmodifiableSet(operations);
  }

  /** Returns the faults that have not been used yet, in order. */
  public synchronized List<Scripted> pending() {
    return List.copyOf(script);
  }

  /** Removes all unused faults and all limits. */
  public synchronized void clear() {
    script.clear();
    limits.clear();
  }

  private void add(String operation, Fault... faults) {
    Objects.requireNonNull(faults, "faults");
    List<Scripted> added = Stream.of(faults).map(fault -> new Scripted(operation, fault)).toList();
    synchronized (this) {
      script.addAll(added);
    }
  }

  /** Removes and returns the fault for a call of the operation, if there is one. */
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
