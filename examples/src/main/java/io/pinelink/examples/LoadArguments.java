package io.pinelink.examples;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line arguments of {@link LoadDictionary}.
 *
 * @param count the number of most used nouns to load; 0 for the whole dictionary
 * @param countOnly whether the embedded server only counts vectors and stores none
 * @param cache the directory of embeddings and checkpoints
 * @param index the name of an index of the real service, or null if none was given
 * @param help whether to show {@link #USAGE} and do nothing else
 */
record LoadArguments(
    int count, boolean countOnly, Path cache, @Nullable String index, boolean help) {
  static final String USAGE =
      """
      --count N      load the N most used nouns (at most 13733) instead of all 117791 entries
      --count-only   let the server in the same process count vectors instead of storing them
      --cache DIR    directory of embeddings and checkpoints (default ~/.cache/pinelink-examples)
      --index NAME   use the real service: this index, created if it does not exist
      --help         show this text

      Without --index, a server in the same process is used. The real service needs the API key in
      PINECONE_API_KEY.
      """;

  /**
   * Parses the command line. If a flag is repeated, the last one counts.
   *
   * @throws IllegalArgumentException if a flag is unknown, its value is missing or invalid, or
   *     flags cannot be combined; the message can be shown to the user
   */
  static LoadArguments parse(Map<String, String> environment, String... args) {
    int count = 0;
    boolean countOnly = false;
    Path cache = defaultCache(environment);
    String index = null;
    boolean help = false;
    Iterator<String> rest = Arrays.asList(args).iterator();
    while (rest.hasNext()) {
      String flag = rest.next();
      switch (flag) {
        case "--count" -> count = Arguments.positive(flag, Arguments.value(flag, rest));
        case "--count-only" -> countOnly = true;
        case "--cache" -> cache = Path.of(Arguments.value(flag, rest));
        case "--index" -> index = Arguments.value(flag, rest);
        case "--help" -> help = true;
        default -> throw new IllegalArgumentException("unknown argument: " + flag);
      }
    }
    if (countOnly && index != null) {
      throw new IllegalArgumentException("--count-only and --index cannot be combined");
    }
    return new LoadArguments(count, countOnly, cache, index, help);
  }

  static Path defaultCache(Map<String, String> environment) {
    String caches = environment.get("XDG_CACHE_HOME");
    Path all =
        caches == null || caches.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(caches);
    return all.resolve("pinelink-examples");
  }
}
