package io.pinelink.server.internal.store;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of an index after some of its writes, in byte order of their listed names. Not
 * thread-safe: the index locks.
 */
public final class IndexState {
  /** The listed name of the default namespace; in the store its name is {@code ""}. */
  static final String DEFAULT_NAME = "__default__";

  private final Namespace.Maker maker;
  private final NavigableMap<String, Namespace> namespaces = new TreeMap<>();
  private final Map<String, Long> lsns = new HashMap<>();

  /**
   * Creates a state without namespaces.
   *
   * @param maker creates namespaces when they are written to
   */
  IndexState(Namespace.Maker maker) {
    this.maker = maker;
  }

  /** Returns an independent copy of the namespaces with their records. */
  IndexState copy() {
    IndexState copy = new IndexState(maker);
    namespaces.forEach((name, namespace) -> copy.namespaces.put(name, namespace.copy()));
    copy.lsns.putAll(lsns);
    return copy;
  }

  public static String listedName(String name) {
    return name.isEmpty() ? DEFAULT_NAME : name;
  }

  @Nullable Namespace find(String name) {
    return namespaces.get(listedName(name));
  }

  /** Returns a namespace, which is created if it is missing. */
  Namespace open(String name) {
    return namespaces.computeIfAbsent(listedName(name), unused -> maker.make(null));
  }

  /**
   * Creates a namespace, replacing any namespace of that name.
   *
   * @param filterable the fields of its own schema; null if it has none
   */
  void make(String name, @Nullable Set<String> filterable) {
    namespaces.put(listedName(name), maker.make(filterable));
  }

  /** Returns a namespace; if it is missing, an empty one that is not part of the index. */
  Namespace orEmpty(String name) {
    Namespace found = find(name);
    return found == null ? maker.make(null) : found;
  }

  void remove(String name) {
    namespaces.remove(listedName(name));
  }

  /** Returns all namespaces that were created and not deleted, by listed name. */
  NavigableMap<String, Namespace> all() {
    return namespaces;
  }

  /** Returns the number of the last write, including deletions, to a namespace; 0 for none. */
  long lsn(String name) {
    return lsns.getOrDefault(name, 0L);
  }

  /** Returns the number of the last write to each namespace by its name in the store. */
  Map<String, Long> lsns() {
    return Map.copyOf(lsns);
  }

  void wrote(String name, long lsn) {
    lsns.put(name, lsn);
  }
}
