package io.pinelink.rest.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A reader of the current value of a {@link JsonReader}. */
@FunctionalInterface
public interface ValueReader<T> {
  /** Reads the value; null if it is null. */
  @Nullable T read(JsonReader json) throws IOException;
}
