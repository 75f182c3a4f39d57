package io.pinelink.conformance;

import java.util.List;

/** The finding of a row over one protocol and route, and the requests that it made. */
record RowResult(RowCell cell, RowVerdict verdict, List<RecordedExchange> exchanges) {
  RowResult {
    exchanges = List.copyOf(exchanges);
  }
}
