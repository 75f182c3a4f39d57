package io.pinelink.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for on the command line.
 *
 * @param count how many nouns to index, 1 or more; 3000 unless told otherwise
 * @param queries what to look for, in the given order; empty if nothing was given
 * @param index the name of an index of the real service, or null if none was given
 * @param host the host of an index of the real service, or null if none was given
 * @param help whether to show {@link #USAGE} and do nothing else
 */
record Arguments(
    int count, List<String> queries, @Nullable String index, @Nullable String host, boolean help) {

  static final String USAGE =
      """
      --count N      how many nouns to index (default 3000, at most 13733)
      --query TEXT   what to look for; may be repeated
      --index NAME   use the real service: this index, made if it is not there
      --host HOST    use the real service: the index at this host, asking no control plane
      --help         show this text

      Without --index and --host a server in the same process plays the service. The real one needs
      the API key in PINECONE_API_KEY and a private endpoint; it gets a namespace of its own.
      """;

  private static final int DEFAULT_COUNT = 3000;

  Arguments {
    queries = List.copyOf(queries);
  }

  /**
   * Reads the command line; where a flag other than {@code --query} is repeated, the last counts.
   *
   * @throws IllegalArgumentException if a flag is not known, or its value is missing or wrong; the
   *     message names both and can be shown to the user
   */
  static Arguments parse(String... args) {
    int count = DEFAULT_COUNT;
    List<String> queries = new ArrayList<>();
    String index = null;
    String host = null;
    boolean help = false;
    Iterator<String> rest = Arrays.asList(args).iterator();
    while (rest.hasNext()) {
      String flag = rest.next();
      switch (flag) {
        case "--count" -> count = positive(flag, value(flag, rest));
        case "--query" -> queries.add(value(flag, rest));
        case "--index" -> index = value(flag, rest);
        case "--host" -> host = value(flag, rest);
        case "--help" -> help = true;
        default -> throw new IllegalArgumentException("unknown argument: " + flag);
      }
    }
    return new Arguments(count, queries, index, host, help);
  }

  static String value(String flag, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(flag + " needs a value");
    }
    String value = rest.next();
    if (value.isBlank() || value.startsWith("--")) {
      throw new IllegalArgumentException(flag + " needs a value, not \"" + value + "\"");
    }
    return value;
  }

  static int positive(String flag, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number that is too small.
    }
    throw new IllegalArgumentException(
        flag + " needs a whole number of 1 or more, not \"" + value + "\"");
  }
}
