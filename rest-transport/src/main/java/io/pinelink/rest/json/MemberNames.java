package io.pinelink.rest.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of members of the objects that are being read, to find those that occur twice. Most
 * objects have few members, whose names are compared one by one.
 */
final class MemberNames {
  private static final int FEW = 32;

  private String[] names = new String[8];
  private int[] begins = new int[8];
  private int depth;
  private int end;

  /** The names of objects with many members, by depth. */
  private @Nullable Map<Integer, Set<String>> many;

  /** Starts an object inside the current one. */
  void enter() {
    if (depth == begins.length) {
      begins = Arrays.copyOf(begins, 2 * depth);
    }
    begins[depth++] = end;
  }

  /** Ends the current object. */
  void leave() {
    if (many != null) {
      many.remove(depth);
    }
    end = begins[--depth];
  }

  /** Adds a name of the current object; returns whether the object has had no such name. */
  boolean add(String name) {
    int begin = begins[depth - 1];
    if (end - begin == FEW) {
      if (many == null) {
        many = new HashMap<>();
      }
      return many.computeIfAbsent(depth, key -> firstNames(begin)).add(name);
    }
    for (int i = begin; i < end; i++) {
      if (names[i].equals(name)) {
        return false;
      }
    }
    if (end == names.length) {
      names = Arrays.copyOf(names, 2 * end);
    }
    names[end++] = name;
    return true;
  }

  private Set<String> firstNames(int begin) {
    return new HashSet<>(Arrays.asList(names).subList(begin, end));
  }
}
