package io.pinelink.spi;

import java.util.List;

/** The operations of an extension, which {@link Operations} finds with {@code ServiceLoader}. */
public interface OperationProvider {
  /** Returns the operations, whose names no other operation has. */
  List<Operation<?, ?>> operations();
}
