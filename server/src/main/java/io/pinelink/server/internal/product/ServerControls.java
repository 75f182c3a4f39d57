package io.pinelink.server.internal.product;

import io.pinelink.server.internal.clock.Delays;
import io.pinelink.server.internal.clock.MovableClock;
import io.pinelink.server.internal.control.IndexForms;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.gateway.ServerData;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.limits.MonthlyQuotas;
import io.pinelink.server.internal.limits.ServiceRates;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts of a server that a product changes and shows. Thread-safe. */
public interface ServerControls {
  /** Returns what answers the calls of the service. */
  RequestHandler service();

  RequestLog log();

  MovableClock clock();

  /** Returns all resources that are saved together. */
  ServerData data();

  /** Returns the indexes of the first project. */
  IndexRegistry indexes();

  /** Returns the reader of definitions of indexes. */
  IndexForms forms();

  ModelEmbedder embeddings();

  /** Removes the indexes of the first project, except those with which it starts. */
  void removeIndexes();

  /** Returns whether the server keeps only numbers of what is written. */
  boolean countsOnly();

  /**
   * Executes a call that reads all resources between two changes.
   *
   * @throws IllegalStateException if the server only counts
   */
  <T> T snapshot(Supplier<T> call);

  /** Executes a call that changes resources, and saves the changes. */
  <T> T change(Supplier<T> call);

  /** Returns the addresses by the names of the listeners, such as {@code control}. */
  Map<String, String> addresses();

  /** Returns all settings with plain values, without secrets. */
  Map<String, @Nullable Object> settings();

  /**
   * Returns to the state of the start.
   *
   * @throws IllegalArgumentException if a seed is not valid any more
   * @throws java.io.UncheckedIOException if a seed cannot be read any more
   */
  void reset();

  boolean holdsWrites();

  void holdWrites(boolean held);

  boolean isRestricted();

  /**
   * Restricts the first project to private endpoints, or ends that.
   *
   * @throws IllegalStateException if there are no private endpoints to restrict it to
   */
  void restrict(boolean restricted);

  /** Returns the address of indexes; null if none was advertised. */
  @Nullable String advertised();

  /**
   * Advertises an address of indexes.
   *
   * @throws IllegalArgumentException if it is not accepted
   */
  void advertise(String address);

  int maxUpsertBytes();

  void maxUpsertBytes(int bytes);

  Delays delays();

  /** Changes the delays of what begins after this call. */
  void delays(Delays changed);

  /** Returns the names of the operations of the service, in order. */
  Set<String> operations();

  /** Returns the seed and the faults in effect as JSON. */
  String faults();

  /**
   * Adds faults and returns them, with the seed, as JSON.
   *
   * @throws IllegalArgumentException if one is refused; the message starts with the place of the
   *     member at fault
   */
  String addFaults(String json);

  /** Removes a fault, and returns whether there was one of the name. */
  boolean removeFault(String name);

  void removeFaults();

  /** Returns the limits by operation, in order. */
  Map<String, CallLimit> limits();

  /** Replaces all limits on the calls per second of operations. */
  void limit(Map<String, Integer> perSecond);

  /** Returns the rates that the service publishes, enforced or not. */
  ServiceRates serviceRates();

  MonthlyQuotas quotas();

  /**
   * A limit on the calls of an operation.
   *
   * @param accepted the number of calls that were accepted under this limit
   * @param refused the number of calls that were refused
   */
  record CallLimit(int perSecond, long accepted, long refused) {}
}
