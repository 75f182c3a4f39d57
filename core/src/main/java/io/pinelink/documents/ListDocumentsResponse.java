package io.pinelink.documents;

import io.pinelink.model.Page;
import io.pinelink.model.ReadResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A page of ids of documents. */
public sealed interface ListDocumentsResponse extends ReadResponse, Page<String>
    permits io.pinelink.internal.response.DocumentResponses.ListDocumentsResult {
  /** Returns the ids, in byte order. */
  @Override
  List<String> items();

  /** Returns the token of the next page; empty on the last one. */
  @Override
  Optional<String> nextToken();

  /**
   * Returns the namespace that served the page, as the service names it: behind an alias, the
   * alias's target.
   */
  String namespace();

  /** Returns the read units of the page; empty if the service did not report them. */
  @Override
  OptionalLong readUnits();

  /** Returns the bytes that the service counts as egress; empty if it did not report them. */
  OptionalLong egressBytes();
}
