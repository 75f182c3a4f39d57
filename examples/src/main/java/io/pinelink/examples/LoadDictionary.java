package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.PinelinkException;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A bulk load: the whole dictionary, 117,791 vectors, with a progress bar and a checkpoint.
 *
 * <p>The first run embeds all glosses, which takes minutes, into a file that later runs read. With
 * the real service, run it again to resume a run that was killed.
 */
public final class LoadDictionary {
  private static final String NAMESPACE = "pinelink-load";
  private static final List<String> QUERIES =
      List.of(
          "a small domesticated feline",
          "to move through water with arms and legs",
          "in a way that makes no noise");

  private LoadDictionary() {}

  /** Takes the arguments of {@code --help}. */
  public static void main(String... args) throws IOException {
    try {
      run(LoadArguments.parse(System.getenv(), args), ProgressBar.onConsole());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(LoadArguments.USAGE);
      System.exit(2);
    } catch (PinelinkException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(LoadArguments arguments, ProgressBar bar) throws IOException {
    if (arguments.help()) {
      System.out.print(LoadArguments.USAGE);
      return;
    }
    String[] named = arguments.index() == null ? new String[0] : new String[] {arguments.index()};
    EmbeddedPineconeBuilder server = EmbeddedPinecone.builder();
    if (arguments.countOnly()) {
      server.countingOnly();
    }
    try (DictionaryVectors vectors = DictionaryVectors.open(arguments.count(), arguments.cache());
        Backend backend = Backend.open(named, server)) {
      Index index = open(backend).namespace(NAMESPACE);
      load(vectors, index, checkpoint(arguments, vectors.size(), backend), bar);
      if (arguments.countOnly()) {
        printCounts(backend);
      } else {
        search(index);
      }
    }
  }

  private static Index open(Backend backend) {
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    return backend.index(
        "dictionary",
        (control, name) ->
            control.createIndex(CreateIndexRequest.dense(name, Embedder.DIMENSION, spec)));
  }

  /**
   * Returns a checkpoint file per number of vectors, since the vectors and their order depend on
   * it.
   */
  private static Path checkpoint(LoadArguments arguments, int count, Backend backend)
      throws IOException {
    if (backend.embedded().isEmpty()) {
      return arguments.cache().resolve(arguments.index() + "-" + count + ".checkpoint");
    }
    // The vectors that an earlier run loaded into its own process no longer exist.
    Path file = arguments.cache().resolve("embedded.checkpoint");
    Files.deleteIfExists(file);
    return file;
  }

  private static void load(
      DictionaryVectors vectors, Index index, Path checkpoint, ProgressBar bar) {
    BulkReport report =
        index.bulkUpsert(
            BulkSource.of(vectors),
            BulkOptions.builder()
                .checkpoint(checkpoint)
                .expect(vectors.size())
                .listener(bar)
                .progressInterval(Duration.ofMillis(200))
                .awaitVisible(Duration.ofMinutes(5))
                .build());
    System.out.println(
        "all "
            + (report.skipped() + report.accepted())
            + " are stored and readable: "
            + index.describeIndexStats().namespaces().getOrDefault(NAMESPACE, 0L)
            + " in the namespace");
  }

  private static void search(Index index) {
    SemanticDictionary dictionary = new SemanticDictionary(index, new Embedder());
    for (String query : QUERIES) {
      System.out.println();
      System.out.println(query);
      dictionary
          .search(query, 3)
          .forEach(
              match ->
                  System.out.println(
                      String.format(
                          Locale.ROOT,
                          "  %.3f %s (%s): %s",
                          match.score(),
                          match.metadata().string("lemma").orElse("?"),
                          match.metadata().string("partOfSpeech").orElse("?"),
                          match.metadata().string("gloss").orElse("?"))));
    }
  }

  private static void printCounts(Backend backend) {
    backend
        .embedded()
        .map(server -> server.project().writeCounts("dictionary"))
        .map(Map::toString)
        .ifPresent(System.out::println);
  }
}
