package io.pinelink.benchmarks.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A generator of texts of 200 bytes whose words are distributed by Zipf's law: the word of rank n
 * occurs 1/n times as often as the first. The last word of a text may be cut. The same seed
 * produces the same texts. Not thread-safe.
 */
public final class ZipfTexts {
  private static final int TEXT_BYTES = 200;
  private static final int WORDS = 50_000;
  private static final int MIN_LETTERS = 4;
  private static final int MAX_LETTERS = 9;

  private final Random random;
  private final List<String> words;
  private final double[] cumulated = new double[WORDS];

  /** Creates a generator. */
  public ZipfTexts(long seed) {
    random = new Random(seed);
    Set<String> distinct = new LinkedHashSet<>();
    while (distinct.size() < WORDS) {
      distinct.add(letters(random.nextInt(MIN_LETTERS, MAX_LETTERS + 1)));
    }
    words = new ArrayList<>(distinct);
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
      sum += 1.0 / (i + 1);
      cumulated[i] = sum;
    }
  }

  private String letters(int count) {
    StringBuilder word = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      word.append((char) random.nextInt('a', 'z' + 1));
    }
    return word.toString();
  }

  /** Returns the next text. */
  public String next() {
    StringBuilder text = new StringBuilder(TEXT_BYTES + MAX_LETTERS + 1);
    while (text.length() < TEXT_BYTES) {
      int place = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[WORDS - 1]);
      text.append(words.get(place < 0 ? -place - 1 : place)).append(' ');
    }
    return text.substring(0, TEXT_BYTES);
  }

  /** Returns two different words with ranks from one, inclusive, to another, exclusive. */
  public List<String> pair(int fromRank, int toRank) {
    return random.ints(fromRank - 1, toRank - 1).distinct().limit(2).mapToObj(words::get).toList();
  }
}
