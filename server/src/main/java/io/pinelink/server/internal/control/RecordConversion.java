package io.pinelink.server.internal.control;

import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcException;

/** The conversion of a record of an index for vectors or records to a document. */
@FunctionalInterface
public interface RecordConversion {
  /**
   * Returns the document that a record becomes in an index with a schema.
   *
   * @throws RpcException if the record is not a valid document of the schema
   */
  StoredVector convert(StoredVector record, DocumentSchema schema);
}
