package io.pinelink.server.internal.metadata;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The names of the fields of a record, in their order. Records whose fields have the same names
 * share an instance if it was used recently, so it takes no memory for each of them. Immutable.
 */
public final class FieldNames {
  /** The maximum number of instances that wait for further records with the same names. */
  private static final int RECENT = 1024;

  /** The maximum number of characters of the names of such an instance. */
  private static final int MAX_SHARED = 1024;

  /** The maximum number of names that are searched one after another. */
  private static final int FEW = 8;

  private static final AtomicReferenceArray<FieldNames> SHARED = new AtomicReferenceArray<>(RECENT);
  private static final FieldNames NONE = new FieldNames(new String[0]);

  private final String[] names;
  private final @Nullable Map<String, Integer> positions;

  private FieldNames(String[] names) {
    this.names = names;
    this.positions = names.length <= FEW ? null : positions(names);
  }

  private static Map<String, Integer> positions(String[] names) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      positions.put(names[i], i);
    }
    return positions;
  }

  /** Returns an instance with these names, which differ from each other. */
  static FieldNames of(Collection<String> names) {
    if (names.isEmpty()) {
      return NONE;
    }
    int hash = 0;
    int length = 0;
    for (String name : names) {
      hash = 31 * hash + name.hashCode();
      length += name.length();
    }
    int slot = (hash ^ (hash >>> 16)) & (RECENT - 1);
    FieldNames known = SHARED.get(slot);
    if (known != null && known.equal(names)) {
      return known;
    }
    FieldNames made = new FieldNames(names.toArray(String[]::new));
    if (length <= MAX_SHARED) {
      SHARED.set(slot, made);
    }
    return made;
  }

  private boolean equal(Collection<String> others) {
    if (others.size() != names.length) {
      return false;
    }
    int i = 0;
    for (String other : others) {
      if (!names[i++].equals(other)) {
        return false;
      }
    }
    return true;
  }

  int size() {
    return names.length;
  }

  String get(int position) {
    return names[position];
  }

  /** Returns the position of a name; -1 if it is not among the names. */
  int indexOf(@Nullable Object name) {
    if (positions != null) {
      return positions.getOrDefault(name, -1);
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return Arrays.toString(names);
  }
}
