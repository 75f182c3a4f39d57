package io.pinelink.server.internal.store;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of an index after some of its writes, in byte order of their names as they are
 * listed. Not thread-safe: the index locks.
 */
public final class IndexState {
  /** How the default namespace is called where it is listed; in the store it is {@code ""}. */
  static final String DEFAULT_NAME = "__default__";

  private final Namespace.Maker maker;
  private final NavigableMap<String, Namespace> namespaces = new TreeMap<>();
  private final Map<String, Long> lsns = new HashMap<>();

  /**
   * Begins without any.
   *
   * @param maker makes those that are written to
   */
  IndexState(Namespace.Maker maker) {
    this.maker = maker;
  }

  /** The same namespaces with the same records, apart from these from now on. */
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

  /** The namespace, which is made if it is missing. */
  Namespace open(String name) {
    return namespaces.computeIfAbsent(listedName(name), unused -> maker.make(null));
  }

  /**
   * Makes a namespace, in place of any of that name.
   *
   * @param filterable the fields of its own schema, null if it has none
   */
  void make(String name, @Nullable Set<String> filterable) {
    namespaces.put(listedName(name), maker.make(filterable));
  }

  /** The namespace; an empty one, which is nobody's, if it is missing. */
  Namespace orEmpty(String name) {
    Namespace found = find(name);
    return found == null ? maker.make(null) : found;
  }

  void remove(String name) {
    namespaces.remove(listedName(name));
  }

  /** All that were written to and not deleted, by listed name. */
  NavigableMap<String, Namespace> all() {
    return namespaces;
  }

  /** The number of the last write to a namespace, 0 if there was none; deletions count. */
  long lsn(String name) {
    return lsns.getOrDefault(name, 0L);
  }

  void wrote(String name, long lsn) {
    lsns.put(name, lsn);
  }
}
