package io.pinelink.rest.codec;

import org.jspecify.annotations.Nullable;

/** The REST encoding of an extension's operations, found with {@code ServiceLoader}. */
public interface RestBindingProvider {
  /** Returns the row of an operation; null if it is not one of the extension. */
  @Nullable RestBinding<?, ?> row(String operation);
}
