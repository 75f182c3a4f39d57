package io.pinelink.control;

/** The rule for the spec of a new index. */
final class IndexSpecRule {
  private IndexSpecRule() {}

  static IndexSpec check(IndexSpec spec) {
    if (spec instanceof IndexSpec.Other other) {
      throw new IllegalArgumentException(
          "spec is of kind '" + other.kind() + "', expected serverless, pod or byoc");
    }
    if (spec instanceof IndexSpec.Serverless serverless) {
      serverless.readCapacity().ifPresent(ReadCapacityRule::check);
    } else if (spec instanceof IndexSpec.Byoc byoc) {
      byoc.readCapacity().ifPresent(ReadCapacityRule::check);
    }
    return spec;
  }
}
