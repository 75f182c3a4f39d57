package io.pinelink.internal.transfer;

/** The receiver of what a side reads. Its methods are called one after another and may block. */
public interface SideConsumer<T> {
  void found(T item);

  void missing(String id);

  /** Receives an id that was found and cannot be used, such as one that a mapping refuses. */
  void unusable(String id, RuntimeException reason);
}
