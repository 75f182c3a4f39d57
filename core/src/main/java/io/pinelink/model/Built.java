package io.pinelink.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request or a description that a builder creates: a copy of the builder's settings. Two are
 * equal if they have the same class and settings.
 *
 * <p>Not meant to be extended by applications.
 *
 * @param <B> the type of the builder
 */
public abstract class Built<B extends Built.Settings> {
  /** The settings, which nothing changes. */
  protected final B settings;

  /** Copies the settings of a builder. */
  protected Built(B builder) {
    this.settings = copy(builder);
  }

  /** Returns a builder with a copy of the settings. */
  public final B toBuilder() {
    return copy(settings);
  }

  @SuppressWarnings("unchecked") // a clone has the class of its original
  private static <B extends Settings> B copy(B settings) {
    return (B) ((Settings) settings).clone();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Built<?> that
        && that.getClass() == getClass()
        && that.settings.parts().equals(settings.parts());
  }

  @Override
  public final int hashCode() {
    return settings.parts().hashCode();
  }

  /** The settings that a builder collects. A value that can change is replaced, never modified. */
  public abstract static class Settings implements Cloneable {
    /** Creates settings with their defaults. */
    protected Settings() {}

    /** Returns the values of the settings. */
    protected abstract List<?> parts();

    @Override
    protected final Settings clone() {
      try {
        return (Settings) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
