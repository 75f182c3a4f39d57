package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.PinelinkException;
import io.pinelink.model.Match;
import io.pinelink.routing.Cloud;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The main example: a dictionary searched by meaning over a private route. Creates an index over
 * the public control plane, resolves its private host, and writes, finds, changes and removes words
 * there.
 */
public final class PrivateSearch {
  private static final String INDEX = "dictionary";
  private static final String NAMESPACE = "pinelink-example";
  private static final String ANIMALS = "noun.animal";
  private static final String FILTERED_QUERY = "it swims in the sea";
  private static final List<String> QUERIES =
      List.of(
          "a small domesticated feline",
          "a vehicle with two wheels moved by pedals",
          "the star that the earth goes around",
          "a hot drink made from roasted beans");

  private final Backend backend;
  private final PrintStream out;

  private PrivateSearch(Backend backend, PrintStream out) {
    this.backend = backend;
    this.out = out;
  }

  /** Takes the arguments of {@code --help}. */
  public static void main(String... args) throws IOException {
    try {
      run(Arguments.parse(args), System.getenv(), System.out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Arguments.USAGE);
      System.exit(2);
    } catch (PinelinkException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  static void run(Arguments arguments, Map<String, String> environment, PrintStream out)
      throws IOException {
    if (arguments.help()) {
      out.print(Arguments.USAGE);
      return;
    }
    try (Backend backend = Backend.open(arguments, environment)) {
      new PrivateSearch(backend, out).run(arguments, LoadArguments.defaultCache(environment));
      backend.embedded().ifPresent(server -> Traffic.print(server, out));
    }
  }

  private void run(Arguments arguments, Path cache) throws IOException {
    Index index = open(arguments).namespace(NAMESPACE);
    out.println("route: " + index.route());

    SemanticDictionary dictionary = new SemanticDictionary(index, new Embedder());
    fill(dictionary, arguments.count(), cache);

    List<String> queries = arguments.queries().isEmpty() ? QUERIES : arguments.queries();
    for (String query : queries) {
      show("\"" + query + "\"", dictionary.search(query, 3));
    }
    show("\"" + FILTERED_QUERY + "\"", dictionary.search(FILTERED_QUERY, 3));
    show(
        "\"" + FILTERED_QUERY + "\", only " + ANIMALS,
        dictionary.search(FILTERED_QUERY, 3, ANIMALS));
    change(dictionary, queries.get(0));
  }

  /** Returns the queries of a run without arguments. */
  static List<String> allQueries() {
    List<String> all = new ArrayList<>(QUERIES);
    all.add(FILTERED_QUERY);
    return all;
  }

  private Index open(Arguments arguments) {
    if (arguments.host() != null) {
      return backend.client().indexAt(arguments.host());
    }
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    return backend.index(
        INDEX,
        (control, name) -> {
          control.createIndex(CreateIndexRequest.dense(name, Embedder.DIMENSION, spec));
          out.println("index " + name + ": created over the control plane");
        });
  }

  private void fill(SemanticDictionary dictionary, int count, Path cache) throws IOException {
    try (DictionaryVectors nouns = DictionaryVectors.open(count, cache)) {
      out.println("read " + nouns.size() + " nouns of WordNet 3.1");
      dictionary.add(nouns, Progress.onConsole("upserting", nouns.size())::done);
      eventually("all vectors are stored", () -> dictionary.size(NAMESPACE) >= nouns.size());
    }
  }

  /** Updates and deletes a word; the next query shows each change. */
  private void change(SemanticDictionary dictionary, String query) {
    Match best = dictionary.search(query, 1).get(0);
    String word = best.metadata().string("lemma").orElse(best.id());

    dictionary.annotate(best.id(), "seen");
    eventually(
        "the update is visible",
        () ->
            dictionary.search(query, 3).stream()
                .anyMatch(match -> match.metadata().string("note").isPresent()));
    show("\"" + query + "\", after an update of " + word, dictionary.search(query, 3));

    dictionary.remove(best.id());
    eventually(
        "the delete is visible",
        () ->
            dictionary.search(query, 3).stream().noneMatch(match -> match.id().equals(best.id())));
    show("\"" + query + "\", after the delete of " + word, dictionary.search(query, 3));
  }

  private void show(String title, List<Match> matches) {
    TextTable table =
        new TextTable()
            .right("score", 6)
            .left("word", 16)
            .left("file", 18)
            .left("note", 6)
            .left("gloss", 60);
    for (Match match : matches) {
      table.row(
          String.format(Locale.ROOT, "%.3f", match.score()),
          match.metadata().string("lemma").orElse(""),
          match.metadata().string("lexicalFile").orElse(""),
          match.metadata().string("note").orElse(""),
          match.metadata().string("gloss").orElse(""));
    }
    out.println();
    out.println(title);
    out.print(table);
  }

  /** Waits for a write to become visible, which takes a moment in the real service. */
  private static void eventually(String what, BooleanSupplier shown) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!shown.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited a minute without success until " + what);
      }
      try {
        Thread.sleep(250);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting until " + what, e);
      }
    }
  }
}
