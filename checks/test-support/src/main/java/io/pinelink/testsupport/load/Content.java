package io.pinelink.testsupport.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The content of a vector, document or record.
 *
 * @param values unit-free values, all of them small, so that scores stay finite
 * @param group the group that filters select
 * @param revision a number that no other content has
 */
public record Content(List<Float> values, String group, long revision) {
  public static final int DIMENSION = 8;

  static Content random(RandomGenerator random, String group, long revision) {
    List<Float> values = new ArrayList<>(DIMENSION);
    for (int i = 0; i < DIMENSION; i++) {
      values.add(random.nextFloat(-1, 1));
    }
    return new Content(List.copyOf(values), group, revision);
  }

  static Content of(float[] values, String group, long revision) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return new Content(list, group, revision);
  }

  float[] array() {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  /** Returns the text of a record with this content. */
  String text() {
    return "revision " + revision + " of group " + group;
  }

  double dotProduct(Content other) {
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += (double) values.get(i) * other.values.get(i);
    }
    return sum;
  }
}
