package io.pinelink.benchmarks.bulk;

import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import java.util.Iterator;

/**
 * The generated vectors to load: {@code vectors:COUNT} for vectors of 384 values, or {@code
 * documents:COUNT} for vectors with a text of 200 bytes, which are loaded as documents.
 */
public final class Source {
  /** The dimension of every source. */
  public static final int DIMENSION = 384;

  /** The field of the vectors in a document index. */
  public static final String VALUES = "embedding";

  /** The field of the texts. */
  public static final String TEXT = "text";

  private Source() {}

  /** Returns whether a source is loaded as documents. */
  public static boolean isOfDocuments(String source) {
    return source.startsWith("documents:");
  }

  /** Returns the vectors of a source. */
  public static Iterator<Vector> vectors(String source) {
    return new GeneratedVectors(size(source), DIMENSION, isOfDocuments(source));
  }

  static long size(String source) {
    return Long.parseLong(source.substring(source.indexOf(':') + 1));
  }

  /** Returns the vectors of a source as documents. */
  static Iterator<Document> documents(String source) {
    Iterator<Vector> vectors = vectors(source);
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
}
