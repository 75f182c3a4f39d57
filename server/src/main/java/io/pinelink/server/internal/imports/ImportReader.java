package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.function.Supplier;

/** A reader of files to import. */
interface ImportReader {
  /**
   * Reads a file.
   *
   * @return the records in order; a record that is not valid throws an {@link
   *     io.pinelink.server.internal.wire.RpcException}
   * @throws ImportFailure if the file as a whole cannot be read
   */
  List<Supplier<StoredVector>> read(ImportFile file) throws ImportFailure;
}
