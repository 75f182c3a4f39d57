package io.pinelink.server;

import io.pinelink.inference.Embedding;
import io.pinelink.model.SparseValues;
import io.pinelink.model.VectorType;
import io.pinelink.server.internal.inference.WordTokenizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An embedder that uses the hashes of the words of a text. It is not a language model: texts are
 * near each other only if they share words, compared letter by letter and ignoring case. The order
 * and the meaning of words do not matter. A text always gets the same values, in every JVM and for
 * every model.
 *
 * <p>Dense values have length 1; each word adds to a few of them or subtracts from them. Sparse
 * values have one position per word, its hash, and grow with the number of occurrences of the word.
 */
public final class HashingEmbedder implements TextEmbedder {
  /**
   * Values that a word changes: with only one, two words that collide could not be distinguished.
   */
  private static final int VALUES_PER_WORD = 4;

  /** Creates an embedder; all instances behave the same. */
  public HashingEmbedder() {}

  @Override
  public Embedding embed(Text text) {
    List<String> words = WordTokenizer.of(text.text());
    return text.vectorType().equals(VectorType.SPARSE)
        ? sparse(words)
        : Embedding.dense(dense(words.isEmpty() ? List.of(text.text()) : words, text.dimension()));
  }

  private static float[] dense(List<String> words, int dimension) {
    double[] sums = new double[dimension];
    for (String word : words) {
      long hash = hash(word);
      for (int i = 0; i < VALUES_PER_WORD; i++) {
        hash = mixed(hash + i);
        sums[(int) Long.remainderUnsigned(hash >>> 1, dimension)] += (hash & 1) == 0 ? 1 : -1;
      }
    }
    double norm = 0;
    for (double sum : sums) {
      norm += sum * sum;
    }
    float[] values = new float[dimension];
    if (norm == 0) {
      // The words cancelled each other out, and an index accepts no vector of zeros.
      values[0] = 1;
      return values;
    }
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) (sums[i] / Math.sqrt(norm));
    }
    return values;
  }

  private static Embedding sparse(List<String> words) {
    Map<Integer, String> wordAt = new LinkedHashMap<>();
    Map<Integer, Integer> countAt = new LinkedHashMap<>();
    for (String word : words) {
      int index = (int) mixed(hash(word));
      wordAt.putIfAbsent(index, word);
      countAt.merge(index, 1, Integer::sum);
    }
    int[] indices = new int[countAt.size()];
    float[] values = new float[indices.length];
    int at = 0;
    for (Map.Entry<Integer, Integer> count : countAt.entrySet()) {
      indices[at] = count.getKey();
      values[at++] = (float) (1 + Math.log(count.getValue()));
    }
    return Embedding.sparse(
        indices.length == 0 ? null : SparseValues.of(indices, values),
        List.copyOf(wordAt.values()));
  }

  /** Returns the FNV-1a hash of the UTF-16 code units. */
  private static long hash(String word) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** Spreads a hash over all bits with the final steps of SplitMix64. */
  private static long mixed(long hash) {
    long bits = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }

  /** Returns a text which states that this is not a language model. */
  @Override
  public String toString() {
    return "HashingEmbedder[hashes of words, no language model]";
  }
}
