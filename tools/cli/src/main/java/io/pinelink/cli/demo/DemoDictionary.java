package io.pinelink.cli.demo;

import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Nouns of WordNet with embeddings of their definitions, and the embeddings of texts to search for.
 *
 * <p>The model all-MiniLM-L6-v2 computed the embeddings of the definitions and of some texts; they
 * are reduced to {@link #dimension()} values. It is too large for this program, so other texts are
 * embedded by the sum of one vector for each word that approximates it. The file is written from
 * the examples: {@code DemoFileTest}.
 */
final class DemoDictionary {
  /** The field with the most used word of a noun's meaning. */
  static final String WORD = "word";

  /** The field with WordNet's name of the topic, such as {@code noun.animal}. */
  static final String TOPIC = "topic";

  /** The field with the definition, which is embedded. */
  static final String MEANING = "meaning";

  private static final String FILE = "dictionary.bin";

  private final int dimension;
  private final List<Vector> nouns = new ArrayList<>();
  private final Map<String, float[]> texts;
  private final Map<String, float[]> words;

  private DemoDictionary(DataInputStream in) throws IOException {
    dimension = in.readInt();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String id = in.readUTF();
      Metadata.Builder noun = Metadata.builder();
      for (String field : List.of(WORD, TOPIC, MEANING)) {
        noun.put(field, in.readUTF());
      }
      nouns.add(Vector.of(id, vector(in, dimension), noun.build()));
    }
    texts = vectors(in, dimension, new LinkedHashMap<>());
    words = vectors(in, dimension, new HashMap<>());
  }

  /** Reads the dictionary of this program. */
  static DemoDictionary load() {
    try (InputStream file =
            Objects.requireNonNull(DemoDictionary.class.getResourceAsStream(FILE), FILE);
        DataInputStream in = new DataInputStream(new BufferedInputStream(file))) {
      return new DemoDictionary(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, float[]> vectors(
      DataInputStream in, int dimension, Map<String, float[]> vectors) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      vectors.put(in.readUTF(), vector(in, dimension));
    }
    return vectors;
  }

  /** Reads a vector: a scale, and a byte for each value. */
  private static float[] vector(DataInputStream in, int dimension) throws IOException {
    float scale = in.readFloat();
    byte[] bytes = in.readNBytes(dimension);
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = scale * bytes[i];
    }
    return values;
  }

  /** Returns the number of values in each embedding. */
  int dimension() {
    return dimension;
  }

  /** Returns the nouns with their fields, those that represent their topics best first. */
  List<Vector> nouns() {
    return Collections.unmodifiableList(nouns);
  }

  /** Returns the texts whose embeddings are the model's, in their order. */
  Set<String> texts() {
    return Collections.unmodifiableSet(texts.keySet());
  }

  /**
   * Returns the embedding of a text.
   *
   * @throws IllegalArgumentException if no word of the text is known
   */
  float[] embed(String text) {
    float[] known = texts.get(text);
    if (known != null) {
      return known.clone();
    }
    float[] sum = new float[dimension];
    boolean any = false;
    for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
      float[] vector = words.get(word);
      if (vector != null) {
        any = true;
        for (int i = 0; i < dimension; i++) {
          sum[i] += vector[i];
        }
      }
    }
    if (!any) {
      throw new IllegalArgumentException(
          "the demo knows no word of \""
              + text
              + "\": it knows the "
              + words.size()
              + " most used words of English definitions");
    }
    return sum;
  }
}
