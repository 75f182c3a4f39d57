package io.pinelink.kafkaconnect;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys of a configuration that neither the sink nor Connect reads, such as a misspelt
 * {@code route.polcy}, which would leave the route public.
 */
final class UnknownKeys {
  /** The option for the names and prefixes, which end with a dot, of keys that are no mistakes. */
  static final String IGNORED = "ignored.keys";

  private static final Set<String> OPTIONS = Set.copyOf(SinkConfig.DEF.names());

  private static final Set<String> FIRST_WORDS =
      OPTIONS.stream().map(UnknownKeys::firstWord).collect(Collectors.toUnmodifiableSet());

  private UnknownKeys() {}

  /**
   * Checks the keys of a configuration, and that the options of the sink are not null.
   *
   * @param refused receives each unknown key and the reason
   */
  static void check(Map<String, String> options, BiConsumer<String, String> refused) {
    List<String> ignored = ignored(options.get(IGNORED));
    for (String key : new TreeSet<>(options.keySet())) {
      boolean isKnown = OPTIONS.contains(key) || ConnectKeys.contains(key);
      if (!isKnown && (FIRST_WORDS.contains(firstWord(key)) || !isIgnored(key, ignored))) {
        refused.accept(
            key, "is an option of neither the sink nor Connect; the nearest is " + nearest(key));
      } else if (OPTIONS.contains(key) && options.get(key) == null) {
        // As if it was not given, it would let the sink do more than was meant.
        refused.accept(key, "is null, expected a value, or no such option");
      }
    }
  }

  private static List<String> ignored(@Nullable String given) {
    return given == null ? List.of() : List.of(given.strip().split("\\s*,\\s*", -1));
  }

  private static boolean isIgnored(String key, List<String> ignored) {
    return ignored.stream()
        .anyMatch(name -> name.endsWith(".") ? key.startsWith(name) : key.equals(name));
  }

  private static String firstWord(String key) {
    return key.toLowerCase(Locale.ROOT).split("[._-]", 2)[0];
  }

  private static String nearest(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return Stream.concat(OPTIONS.stream(), ConnectKeys.names().stream())
        .min(Comparator.<String>comparingInt(name -> distance(lower, name)).thenComparing(n -> n))
        .orElseThrow();
  }

  /** Returns the Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
