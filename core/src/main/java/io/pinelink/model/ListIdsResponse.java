package io.pinelink.model;

import java.util.List;

/** A page of ids. */
public sealed interface ListIdsResponse extends ReadResponse, Page<String>
    permits io.pinelink.internal.response.VectorResponses.ListIdsResult {
  /** Returns the ids, in byte order. */
  @Override
  List<String> items();
}
