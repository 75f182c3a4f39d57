package io.pinelink.files;

/**
 * The rows of an import: their checks, and their form in files.
 *
 * @param <T> vectors or documents
 * @param <R> what is written for one
 */
abstract class ImportedRows<T, R> {
  private final ImportFolder<R> folder;

  ImportedRows(ImportFolder<R> folder) {
    this.folder = folder;
  }

  ImportFolder<R> folder() {
    return folder;
  }

  /** Returns how messages name an item, such as {@code vector 'v1'}. */
  abstract String named(T item);

  /**
   * Returns the row of an item.
   *
   * @throws IllegalArgumentException if the item is invalid, or does not match those before it
   */
  abstract R row(String namespace, T item);

  /** Records that a row was written, for the checks of those after it. */
  abstract void written(String namespace, R row);

  final void write(String namespace, T item) {
    R row;
    try {
      row = row(namespace, item);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          named(item) + " for namespace '" + namespace + "': " + e.getMessage(), e);
    }
    folder.write(namespace, row);
    written(namespace, row);
  }
}
