package io.pinelink.testing.internal;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A resource that a store of JUnit closes with its context. JUnit closes any {@code AutoCloseable}
 * only since version 5.13, and earlier versions require the other interface.
 */
@SuppressWarnings("deprecation")
interface StoredResource extends ExtensionContext.Store.CloseableResource, AutoCloseable {
  @Override
  void close();
}
