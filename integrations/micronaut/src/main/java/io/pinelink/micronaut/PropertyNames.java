package io.pinelink.micronaut;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Comparisons of the names of properties, which consist of parts between dots. */
final class PropertyNames {
  /** How many characters a part may differ from the one that was meant. */
  private static final int MAX_DISTANCE = 3;

  private PropertyNames() {}

  /** Returns whether the parts of a name are the first parts of another one. */
  static boolean begin(Collection<String> names, String beginning) {
    return names.stream()
        .anyMatch(name -> name.equals(beginning) || name.startsWith(beginning + "."));
  }

  /** Returns the name whose last part is most similar to a wrong one; null if none is. */
  static @Nullable String nearest(Collection<String> names, String wrong) {
    int start = wrong.lastIndexOf('.') + 1;
    String parent = wrong.substring(0, start);
    return names.stream()
        .filter(name -> name.startsWith(parent))
        .map(name -> parent + name.substring(start).split("[.\\[]", 2)[0])
        .filter(name -> distance(name, wrong) <= MAX_DISTANCE)
        .min(Comparator.comparingInt(name -> distance(name, wrong)))
        .orElse(null);
  }

  /** Returns the number of characters to insert, remove or replace. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[b.length()];
  }
}
