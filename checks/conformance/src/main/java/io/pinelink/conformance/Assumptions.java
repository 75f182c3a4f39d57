package io.pinelink.conformance;

import java.util.List;
import java.util.stream.Stream;

/** All rows, by area. */
final class Assumptions {
  private Assumptions() {}

  static List<ConformanceRow> all() {
    return Stream.of(
            DescriptionAssumptions.rows(),
            VersionAssumptions.rows(),
            DocumentAssumptions.rows(),
            RecordAssumptions.rows(),
            WriteAssumptions.rows(),
            ReadAssumptions.rows(),
            AliasAssumptions.rows(),
            UsageAssumptions.rows(),
            PaidAssumptions.rows())
        .flatMap(List::stream)
        .toList();
  }
}
