package io.pinelink.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small approximation of an embedding model: one vector for each word, such that the sum of the
 * vectors of a text's words is close to the model's embedding of the text.
 *
 * <p>Embeddings are first projected onto the {@code dimension} directions in which they differ
 * most. The vectors of words are then those with the least squared error over all texts, by
 * conjugate gradients.
 */
final class WordVectors {
  /** Prefers short vectors, so that a word of two texts does not learn them by heart. */
  private static final double REGULARIZATION = 0.3;

  private static final int PROJECTION_ROUNDS = 30;
  private static final int GRADIENT_ROUNDS = 60;
  private static final int LEAST_USES = 2;

  private final float[][] directions;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private float[][] vectors = {};

  private WordVectors(float[][] directions) {
    this.directions = directions;
  }

  /** Returns the approximation of a model, from texts and their embeddings. */
  static WordVectors of(List<String> texts, List<float[]> embeddings, int dimension) {
    WordVectors words = new WordVectors(directions(embeddings, dimension));
    Map<String, Integer> uses = new TreeMap<>();
    texts.forEach(text -> words(text).forEach(word -> uses.merge(word, 1, Integer::sum)));
    uses.forEach(
        (word, count) -> {
          if (count >= LEAST_USES) {
            words.positions.put(word, words.positions.size());
          }
        });
    words.fit(texts, embeddings);
    return words;
  }

  /** Returns the words of a text in lower case, without punctuation. */
  static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Returns the vectors by word. */
  Map<String, float[]> byWord() {
    Map<String, float[]> byWord = new LinkedHashMap<>();
    positions.forEach((word, position) -> byWord.put(word, vectors[position]));
    return byWord;
  }

  /** Returns an embedding of the model in fewer dimensions. */
  float[] project(float[] embedding) {
    float[] projected = new float[directions.length];
    for (int i = 0; i < projected.length; i++) {
      projected[i] = (float) dot(directions[i], embedding);
    }
    return projected;
  }

  /** Returns the directions with the largest second moments, by subspace iteration. */
  private static float[][] directions(List<float[]> embeddings, int dimension) {
    int size = embeddings.get(0).length;
    float[][] moments = new float[size][size];
    for (float[] embedding : embeddings) {
      for (int i = 0; i < size; i++) {
        add(moments[i], embedding, embedding[i]);
      }
    }
    Random random = new Random(1);
    float[][] directions = new float[dimension][size];
    for (float[] direction : directions) {
      for (int i = 0; i < size; i++) {
        direction[i] = (float) random.nextGaussian();
      }
    }
    for (int round = 0; round < PROJECTION_ROUNDS; round++) {
      for (int i = 0; i < dimension; i++) {
        float[] next = new float[size];
        for (int j = 0; j < size; j++) {
          add(next, moments[j], directions[i][j]);
        }
        directions[i] = next;
      }
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j < i; j++) {
          add(directions[i], directions[j], -dot(directions[i], directions[j]));
        }
        double length = Math.sqrt(dot(directions[i], directions[i]));
        for (int j = 0; j < size; j++) {
          directions[i][j] /= (float) length;
        }
      }
    }
    return directions;
  }

  /** A text as positions of its known words, each with the same weight. */
  private static final class Bag {
    private final int[] words;

    Bag(int[] words) {
      this.words = words;
    }

    int[] words() {
      return words;
    }

    float weight() {
      return (float) (1 / Math.sqrt(Math.max(1, words.length)));
    }
  }

  private void fit(List<String> texts, List<float[]> embeddings) {
    List<Bag> bags = new ArrayList<>();
    float[][] right = new float[positions.size()][directions.length];
    for (int i = 0; i < texts.size(); i++) {
      int[] known =
          words(texts.get(i)).stream()
              .filter(positions::containsKey)
              .mapToInt(positions::get)
              .toArray();
      Bag bag = new Bag(known);
      bags.add(bag);
      float[] target = project(embeddings.get(i));
      for (int word : known) {
        add(right[word], target, bag.weight());
      }
    }
    vectors = new float[positions.size()][directions.length];
    float[][] residual = right;
    float[][] direction = copy(right);
    double[] size = squares(residual);
    for (int round = 0; round < GRADIENT_ROUNDS; round++) {
      float[][] image = normal(bags, direction);
      double[] step = new double[size.length];
      for (int word = 0; word < image.length; word++) {
        for (int i = 0; i < step.length; i++) {
          step[i] += (double) direction[word][i] * image[word][i];
        }
      }
      for (int i = 0; i < step.length; i++) {
        step[i] = size[i] / (step[i] + 1e-12);
      }
      for (int word = 0; word < image.length; word++) {
        for (int i = 0; i < step.length; i++) {
          vectors[word][i] += (float) (step[i] * direction[word][i]);
          residual[word][i] -= (float) (step[i] * image[word][i]);
        }
      }
      double[] next = squares(residual);
      for (int word = 0; word < image.length; word++) {
        for (int i = 0; i < step.length; i++) {
          direction[word][i] =
              (float) (residual[word][i] + next[i] / (size[i] + 1e-12) * direction[word][i]);
        }
      }
      size = next;
    }
  }

  /** Returns the product of the normal equations' matrix with vectors of all words. */
  private float[][] normal(List<Bag> bags, float[][] of) {
    float[][] product = copy(of);
    for (float[] row : product) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= (float) REGULARIZATION;
      }
    }
    for (Bag bag : bags) {
      float[] sum = new float[directions.length];
      for (int word : bag.words()) {
        add(sum, of[word], bag.weight());
      }
      for (int word : bag.words()) {
        add(product[word], sum, bag.weight());
      }
    }
    return product;
  }

  private static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
  }

  private static double[] squares(float[][] rows) {
    double[] squares = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < squares.length; i++) {
        squares[i] += (double) row[i] * row[i];
      }
    }
    return squares;
  }

  private static void add(float[] sum, float[] row, double weight) {
    float factor = (float) weight;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * row[i];
    }
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
