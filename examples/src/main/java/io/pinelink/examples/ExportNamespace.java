package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.MetadataCodec;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Exports a whole namespace to a file with one JSON object per line. Keeps only one page in memory,
 * regardless of the size of the namespace.
 *
 * <p>With the name of an index as argument, it exports the default namespace of that index of the
 * real service and does not write to it.
 */
public final class ExportNamespace {
  /** A word as the program represents it, with a codec to and from metadata. */
  record Word(String lemma, String gloss) {
    static final MetadataCodec<Word> CODEC =
        MetadataCodec.of(
            word ->
                Metadata.builder().put("lemma", word.lemma()).put("gloss", word.gloss()).build(),
            stored ->
                new Word(stored.string("lemma").orElse("?"), stored.string("gloss").orElse("?")));
  }

  public static void main(String... args) throws IOException {
    try (Backend backend = Backend.open(args, EmbeddedPinecone.builder())) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      Index index =
          backend.index(
              "words",
              (control, name) ->
                  control.createIndex(CreateIndexRequest.dense(name, Embedder.DIMENSION, spec)));
      if (backend.embedded().isPresent()) {
        fill(index);
      }

      Path file = Files.createTempFile("pinelink-export-", ".jsonl");
      long count = 0;
      try (BufferedWriter lines = Files.newBufferedWriter(file)) {
        for (Vector vector : index.scan()) {
          lines.write(vector.toJson() + "\n");
          count++;
        }
      }
      System.out.println(
          "exported " + count + " vectors, " + Files.size(file) + " bytes, to " + file);

      // The same iteration as a stream over the ids with a prefix. It reads only the pages it
      // needs.
      System.out.println();
      System.out.println("the first three, as a custom type");
      index.scan(ListIdsRequest.withPrefix("n-")).stream()
          .limit(3)
          .map(vector -> vector.metadata(Word.CODEC))
          .forEach(word -> System.out.println("  " + word.lemma() + ": " + word.gloss()));

      System.out.println();
      System.out.println("and the metadata of the first, as JSON");
      index.scan().stream()
          .limit(1)
          .forEach(vector -> System.out.println("  " + vector.metadata().toJson()));
    }
  }

  private static void fill(Index index) {
    Embedder embedder = new Embedder();
    List<Vector> vectors =
        Dictionary.mostUsedNouns(300).stream()
            .map(
                entry ->
                    Vector.builder(entry.id())
                        .values(embedder.embed(entry.gloss()))
                        .metadata(Word.CODEC, new Word(entry.lemma(), entry.gloss()))
                        .build())
            .toList();
    index.upsert(vectors);
  }
}
