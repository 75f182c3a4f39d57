package io.pinelink.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line arguments of {@link PrivateSearch} and {@link DocumentSearch}.
 *
 * @param count the number of nouns to index, 1 or more; the default is 3000
 * @param queries the texts to search for, in the given order; empty if none was given
 * @param index the name of an index of the real service, or null if none was given
 * @param host the host of an index of the real service, or null if none was given
 * @param help whether to show {@link #USAGE} and do nothing else
 */
record Arguments(
    int count, List<String> queries, @Nullable String index, @Nullable String host, boolean help) {

  static final String USAGE =
      """
      --count N      number of nouns to index (default 3000, at most 13733)
      --query TEXT   text to search for; may be repeated
      --index NAME   use the real service: this index, created if it does not exist
      --host HOST    use the real service: the index at this host, without the control plane
      --help         show this text

      Without --index and --host, a server in the same process is used. The real service needs the
      API key in PINECONE_API_KEY and a private endpoint; the example uses its own namespace there.
      """;

  private static final int DEFAULT_COUNT = 3000;

  Arguments {
    queries = List.copyOf(queries);
  }

  /**
   * Parses the command line. If a flag other than {@code --query} is repeated, the last one counts.
   *
   * @throws IllegalArgumentException if a flag is unknown, or its value is missing or invalid; the
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
      // Reported below, like a number that is too small.
    }
    throw new IllegalArgumentException(
        flag + " needs a whole number of 1 or more, not \"" + value + "\"");
  }
}
