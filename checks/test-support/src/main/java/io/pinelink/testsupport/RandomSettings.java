package io.pinelink.testsupport;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** A generator of values for every setting of a builder, within the bounds that it has. */
public final class RandomSettings {
  private static final int MAX_DRAWS = 1_000;

  private final SplittableRandom random;
  private final Map<Class<?>, Supplier<?>> models;

  /**
   * Creates a generator.
   *
   * @param models a generator for each type that is not a number, a flag or a text
   */
  public RandomSettings(SplittableRandom random, Map<Class<?>, Supplier<?>> models) {
    this.random = random;
    this.models = models;
  }

  /**
   * Sets each flag of a builder at random, and about half of the other settings.
   *
   * @param except the names of settings to leave out
   */
  public void setSome(Object builder, Set<String> except) {
    for (BuilderSetting setting : BuilderSetting.of(builder.getClass(), except)) {
      if (setting.type() == boolean.class || random.nextBoolean()) {
        set(builder, setting);
      }
    }
  }

  private void set(Object builder, BuilderSetting setting) {
    for (int i = 0; i < MAX_DRAWS; i++) {
      if (setting.set(builder, value(setting))) {
        return;
      }
    }
    throw new AssertionError(setting + " refused " + MAX_DRAWS + " values");
  }

  /** Returns a value; a number has each magnitude equally often. */
  private Object value(BuilderSetting setting) {
    Class<?> type = setting.type();
    int number = random.nextInt() >>> random.nextInt(1, 32);
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == int.class) {
      return number;
    }
    if (type == long.class) {
      return random.nextLong() >>> random.nextInt(1, 64);
    }
    if (type == float.class) {
      return number / 8f;
    }
    if (type == double.class) {
      return number / 8d;
    }
    if (type == String.class) {
      return "t".repeat(1 + random.nextInt(3)) + random.nextInt(100);
    }
    Supplier<?> model = models.get(type);
    if (model == null) {
      throw new AssertionError("no values for " + setting + ": add a generator of " + type);
    }
    return model.get();
  }
}
