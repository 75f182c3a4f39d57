package io.pinelink.documents;

import io.pinelink.model.Page;
import io.pinelink.model.ReadResponse;
import java.util.List;

/** A page of ids of documents. */
public sealed interface ListDocumentsResponse extends ReadResponse, Page<String>
    permits io.pinelink.internal.response.DocumentResponses.ListDocumentsResult {
  /** Returns the ids, in byte order. */
  @Override
  List<String> items();
}
