package io.pinelink.benchmarks.bulk;

import io.pinelink.documents.Document;
import io.pinelink.examples.DictionaryVectors;
import io.pinelink.model.Vector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * A source of vectors to load: {@code generated:COUNT} for generated vectors of 384 values, {@code
 * documents:COUNT} for those with a text of 200 bytes, which are loaded as documents, or {@code
 * dictionary:COUNT:DIR} for entries of the dictionary, 0 for all, with embeddings in a directory.
 *
 * @param vectors the vectors, which can be read once
 * @param size the number of vectors
 * @param resource closed with the source
 */
public record Source(Iterator<Vector> vectors, long size, Closeable resource) implements Closeable {
  /** The dimension of every source. */
  public static final int DIMENSION = 384;

  /** The field of the vectors in a document index. */
  public static final String VALUES = "embedding";

  /** The field of the texts. */
  public static final String TEXT = "text";

  private static final String DOCUMENTS = "documents";

  /**
   * Opens a source.
   *
   * @throws IllegalArgumentException if the text is not a source
   */
  public static Source open(String text) throws IOException {
    String[] parts = text.split(":", 3);
    if (parts.length == 2 && (parts[0].equals("generated") || isOfDocuments(text))) {
      long count = Long.parseLong(parts[1]);
      return new Source(
          new GeneratedVectors(count, DIMENSION, isOfDocuments(text)), count, () -> {});
    }
    if (parts.length == 3 && parts[0].equals("dictionary")) {
      DictionaryVectors all = DictionaryVectors.open(Integer.parseInt(parts[1]), Path.of(parts[2]));
      return new Source(all, all.size(), all);
    }
    throw new IllegalArgumentException("no source: " + text);
  }

  /** Returns whether a source is loaded as documents. */
  public static boolean isOfDocuments(String text) {
    return text.startsWith(DOCUMENTS + ":");
  }

  /** Returns the vectors as documents; they can be read once, instead of the vectors. */
  Iterator<Document> documents() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return vectors.hasNext();
      }

      @Override
      public Document next() {
        Vector vector = vectors.next();
        return Document.builder(vector.id())
            .put(VALUES, vector.values())
            .put(TEXT, vector.metadata().string(TEXT).orElseThrow())
            .build();
      }
    };
  }

  @Override
  public void close() throws IOException {
    resource.close();
  }
}
